// Functions that firefox.mjs has done in Firefox's own scripts, in which more is known than in a page. Each is sent as
// its source, so nothing from outside of it can be used.

/** @param {string} id @param {(answer?: unknown) => void} done */
export function pressButton(id, done) {
  const { ExtensionParent } = ChromeUtils.importESModule('resource://gre/modules/ExtensionParent.sys.mjs');
  const extension = ExtensionParent.GlobalManager.extensionMap.get(id);
  ExtensionParent.apiManager.global.browserActionFor(extension).triggerAction(window);
  done();
}

/**
 * Makes a language that of the browser, whether or not its own words are installed in it. An extension asks which it is
 * when it starts.
 * @param {string} language @param {() => void} done
 */
export function speak(language, done) {
  Services.locale.availableLocales = [language, 'en-US'];
  Services.locale.requestedLocales = [language];
  done();
}

/** A prompt cannot be answered from here. @param {() => void} done */
export function allowWithoutAsking(done) {
  Services.prefs.setBoolPref('extensions.webextOptionalPermissionPrompts', false);
  done();
}

/** @param {string} id @param {boolean} isPrivate @param {(answer: boolean) => void} done */
export async function isInWindow(id, isPrivate, done) {
  const { ExtensionParent } = ChromeUtils.importESModule('resource://gre/modules/ExtensionParent.sys.mjs');
  const extension = ExtensionParent.GlobalManager.extensionMap.get(id);
  const action = ExtensionParent.apiManager.global.browserActionFor(extension);
  const other = isPrivate ? OpenBrowserWindow({ private: true }) : window;
  if (isPrivate) {
    // Then its toolbar is made.
    const made = 'browser-delayed-startup-finished';
    await new Promise((resolve) => {
      Services.obs.addObserver(function observer(/** @type {unknown} */ subject) {
        if (subject !== other) return;
        Services.obs.removeObserver(observer, made);
        resolve(true);
      }, made);
    });
  }
  const isThere = Boolean(action.widget.forWindow(other).node) || extension.policy.canAccessWindow(other);
  if (isPrivate) other.close();
  done(isThere);
}

/** @param {string} id @param {(answer: boolean) => void} done */
export function canBeLetIntoPrivateWindows(id, done) {
  const { ExtensionParent } = ChromeUtils.importESModule('resource://gre/modules/ExtensionParent.sys.mjs');
  done(ExtensionParent.GlobalManager.extensionMap.get(id).manifest.incognito !== 'not_allowed');
}

/** @param {string} id @param {(answer?: unknown) => void} done */
export async function endBackground(id, done) {
  const { ExtensionParent } = ChromeUtils.importESModule('resource://gre/modules/ExtensionParent.sys.mjs');
  const extension = ExtensionParent.GlobalManager.extensionMap.get(id);
  await extension.terminateBackground();
  if (extension.backgroundState !== 'stopped') throw new Error(extension.backgroundState);
  done();
}

/** @param {(tabs: import('./browser.mjs').Tab[]) => void} done */
export function listTabs(done) {
  /** @type {any[]} */
  const tabs = [...gBrowser.tabs];
  done(tabs.map((tab) => ({ url: tab.linkedBrowser.currentURI.spec, active: tab.selected })));
}

/** @param {string} id @param {(contexts: string[]) => void} done */
export function contextsInPage(id, done) {
  const name = `contexts-${Math.random()}`;
  const messages = gBrowser.selectedBrowser.messageManager;
  messages.addMessageListener(name, (/** @type {{data: string[]}} */ { data }) => done(data));
  const script = `{
    const { ExtensionContent } = ChromeUtils.importESModule('resource://gre/modules/ExtensionContent.sys.mjs');
    const policy = WebExtensionPolicy.getByID(${JSON.stringify(id)});
    const context = policy && ExtensionContent.getContextByExtensionId?.(policy.id, content);
    sendAsyncMessage(${JSON.stringify(name)}, context ? [String(content.location)] : []);
  }`;
  messages.loadFrameScript(`data:application/javascript;charset=utf-8,${encodeURIComponent(script)}`, false);
}

/** @param {string} work @param {unknown[]} args @param {(answer: unknown) => void} done */
export function askPopup(work, args, done) {
  /** @type {any} */
  const popup = [...document.querySelectorAll("browser[webextension-view-type='popup']")].at(-1);
  const messages = popup?.messageManager;
  if (!messages) return done({});
  const name = `answer-${Math.random()}`;
  const gone = setInterval(() => popup.isConnected || finish({}), 20);
  /** @param {unknown} answer */
  function finish(answer) {
    clearInterval(gone);
    messages.removeMessageListener(name, listener);
    done(answer);
  }
  /** @param {{data: unknown}} message */
  function listener({ data }) {
    finish(data);
  }
  messages.addMessageListener(name, listener);
  // Before the popup's own document there is an empty one, which is not to be taken for it.
  const script = `(async () => {
    if (content.location.protocol !== 'moz-extension:') return {};
    const window = content, document = content.document, { chrome, JSON } = content.wrappedJSObject;
    const args = JSON.parse(${JSON.stringify(JSON.stringify(args))});
    try { return { value: await (${work})(...args) } }
    catch (error) { return { problem: String(error) } }
  })().then((answer) => sendAsyncMessage(${JSON.stringify(name)}, answer))`;
  messages.loadFrameScript(`data:application/javascript;charset=utf-8,${encodeURIComponent(script)}`, false);
}

/**
 * Does a script with the rights of the popup's own, but not under its policy.
 * @param {string} script @param {(answer: {value?: string, problem?: string}) => void} done
 */
export function runInPopup(script, done) {
  /** @type {any} */
  const popup = [...document.querySelectorAll("browser[webextension-view-type='popup']")].at(-1);
  const name = `ran-${Math.random()}`;
  /** @param {{data: {value?: string, problem?: string}}} message */
  function listener({ data }) {
    popup.messageManager.removeMessageListener(name, listener);
    done(data);
  }
  popup.messageManager.addMessageListener(name, listener);
  const frameScript = `(async () => {
    const rights = { sandboxPrototype: content, sameZoneAs: content, wantXrays: false };
    const sandbox = Components.utils.Sandbox(content, rights);
    return { value: await Components.utils.evalInSandbox(${JSON.stringify(script)}, sandbox) };
  })().catch((error) => ({ problem: String(error) }))
    .then((answer) => sendAsyncMessage(${JSON.stringify(name)}, answer))`;
  const address = `data:application/javascript;charset=utf-8,${encodeURIComponent(frameScript)}`;
  popup.messageManager.loadFrameScript(address, false);
}

/**
 * Gives the popup the focus, as the system does where windows are managed.
 * @param {() => void} done
 */
export function focusPopup(done) {
  /** @type {any} */
  const popup = [...document.querySelectorAll("browser[webextension-view-type='popup']")].at(-1);
  if (document.activeElement !== popup) popup?.focus();
  done();
}

/** @param {import('./browser.mjs').Colours} colours @param {() => void} done */
export function colourPopup(colours, done) {
  /** @type {any} */
  const popup = [...document.querySelectorAll("browser[webextension-view-type='popup']")].at(-1);
  popup.browsingContext.prefersColorSchemeOverride = colours === 'dark' ? 'dark' : 'light';
  popup.browsingContext.forcedColorsOverride = colours === 'forced' ? 'active' : 'none';
  done();
}

/** @param {import('./browser.mjs').Colours} colours @param {() => void} done */
export function colourPage(colours, done) {
  const { browsingContext } = gBrowser.selectedBrowser;
  browsingContext.prefersColorSchemeOverride = colours === 'dark' ? 'dark' : 'light';
  browsingContext.forcedColorsOverride = colours === 'forced' ? 'active' : 'none';
  done();
}

/** @param {(isGone: boolean) => void} done */
export function hidePopup(done) {
  /** @type {any} */
  const popup = [...document.querySelectorAll("browser[webextension-view-type='popup']")].at(-1);
  popup?.closest('panel')?.hidePopup();
  done(!popup);
}

/** @param {(base64: string) => void} done */
export async function drawPopup(done) {
  /** @type {any} */
  const popup = [...document.querySelectorAll("browser[webextension-view-type='popup']")].at(-1);
  const picture = await popup.browsingContext.currentWindowGlobal.drawSnapshot(null, 1, 'white');
  const canvas = /** @type {HTMLCanvasElement} */ (document.createElementNS('http://www.w3.org/1999/xhtml', 'canvas'));
  canvas.width = picture.width;
  canvas.height = picture.height;
  canvas.getContext('2d')?.drawImage(picture, 0, 0);
  done(canvas.toDataURL('image/png').split(',')[1]);
}
