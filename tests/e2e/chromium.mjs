// Chromium through puppeteer, which can press the real button and reaches the popup's document.
import { appendFileSync } from 'node:fs';
import puppeteer from 'puppeteer-core';
import { chromiumThatSpeaks } from './chromium-language.mjs';
import { until } from './until.mjs';

const SWITCHES = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // The practice Bitbucket on port 7990 is http, as many are.
  '--disable-features=HttpsUpgrades,HttpsFirstBalancedModeAutoEnable',
];
const SIZE = { width: 1280, height: 900 };

/** Chromium's sandbox does not start for root. */
const forThisUser = () => (process.getuid?.() === 0 ? ['--no-sandbox'] : []);

/**
 * @param {object} options
 * @param {import('../../www/server/site.mjs').PracticeSite} options.site
 * @param {string | null} options.extension
 * @param {boolean} options.window
 * @param {string} options.language
 * @param {string} [options.profile]
 * @param {string} [options.console]
 */
export async function startChromium({ site, extension, window, language, profile, console }) {
  const installed = process.env.CHROMIUM ?? '/usr/bin/chromium';
  const browser = await puppeteer.launch({
    executablePath: language === 'en-US' ? installed : await chromiumThatSpeaks(language),
    headless: !window,
    pipe: true,
    env: { ...process.env, LANGUAGE: language },
    enableExtensions: extension ? [extension] : false,
    userDataDir: profile,
    defaultViewport: window ? null : SIZE,
    args: [...SWITCHES, ...forThisUser(), ...site.chromiumArguments, `--window-size=${SIZE.width},${SIZE.height}`],
  });
  if (console) listen(browser, console);
  let [page] = await browser.pages();
  const loaded = async () => [...(await browser.extensions()).values()][0];
  const ours = extension ? await until('the extension', loaded) : null;
  /** @type {import('puppeteer-core').Page | undefined} */
  let popupPage;

  /** @param {import('puppeteer-core').Target} target */
  const isPopup = (target) => target.url() === `chrome-extension://${ours?.id}/popup.html`;

  async function popupIfOpen() {
    if (popupPage && !popupPage.isClosed()) return popupPage;
    popupPage = await browser.targets().find(isPopup)?.asPage();
    return popupPage;
  }

  /** @param {string} selector */
  const located = (selector) => (/^[/(]/.test(selector) ? `::-p-xpath(${selector})` : selector);

  return {
    version: await browser.version(),
    browser,
    extensionId: ours?.id,

    /** @param {string} url */
    open: async (url) => void (await page.goto(url)),

    press: async () => void (ours && (await page.triggerExtensionAction(ours))),

    /**
     * No driver can press keys that Chromium itself acts upon, and not the page. So this presses the button, and asks
     * whether Chromium has given the keys to it: it does not when they are taken.
     */
    async shortcut() {
      await this.press();
      const popup = await until('an open popup', popupIfOpen);
      const commands = await popup.evaluate(() => chrome.commands.getAll());
      const keys = commands.find(({ name }) => name === '_execute_action')?.shortcut;
      if (keys !== 'Alt+Shift+U') throw new Error(`the button's keys are '${keys}'`);
    },

    /** Where scripts of the extension run, or ran, in the page. */
    async worldsOfTheExtension() {
      const cdp = await page.createCDPSession();
      /** @type {string[]} */
      const origins = [];
      cdp.on('Runtime.executionContextCreated', ({ context }) => origins.push(context.origin));
      await cdp.send('Runtime.enable');
      await cdp.detach();
      return origins.filter((origin) => origin.startsWith('chrome-extension:'));
    },

    /** Whether the extension's own page can be opened there. @param {boolean} isPrivate */
    async isInWindow(isPrivate) {
      const context = isPrivate ? await browser.createBrowserContext() : browser.defaultBrowserContext();
      const tab = await context.newPage();
      const refused = await tab.goto(`chrome-extension://${ours?.id}/popup.html`).then(() => '', String);
      await (isPrivate ? context.close() : tab.close());
      if (refused && !refused.includes('ERR_BLOCKED_BY_CLIENT')) throw new Error(refused);
      return !refused;
    },

    /** Whether a person can let it into private windows, in the browser's own list of extensions. */
    async canBeLetIntoPrivateWindows() {
      const tab = await browser.newPage();
      await tab.goto('chrome://extensions');
      const asked = `chrome.developerPrivate.getExtensionInfo('${ours?.id}')`;
      const { incognitoAccess } = /** @type {any} */ (await tab.evaluate(asked));
      await tab.close();
      return incognitoAccess.isEnabled;
    },

    /** Ends the extension's worker, as the browser does that has waited for long enough. */
    async endWorker() {
      const isWorker = (/** @type {import('puppeteer-core').Target} */ target) => target.type() === 'service_worker';
      await (await browser.targets().find(isWorker)?.worker())?.close();
      await until('the worker to end', () => !browser.targets().some(isWorker));
    },

    tabs: async () =>
      Promise.all(
        (await browser.pages()).map(async (tab) => ({
          url: tab.url(),
          active: await tab.evaluate(() => document.visibilityState === 'visible'),
        })),
      ),

    /** @param {RegExp} address */
    async follow(address) {
      for (const tab of await browser.pages()) {
        if (!address.test(tab.url())) continue;
        if (await tab.evaluate(() => document.visibilityState === 'visible')) {
          page = tab;
          return true;
        }
      }
      return false;
    },

    async closeOtherTabs() {
      const others = (await browser.pages()).filter((tab) => tab !== page);
      for (const tab of others) await tab.close();
    },

    close: () => browser.close(),

    untilClosed: () => new Promise((closed) => browser.once('disconnected', closed)),

    page: {
      /** @param {string} selector */
      click: (selector) => page.locator(located(selector)).click(),

      /** @param {string} selector @param {string} text */
      async type(selector, text) {
        await page.locator(located(selector)).click();
        await page.keyboard.type(text);
      },

      /** Types over what stands in a field, and goes on to the next. @param {string} selector @param {string} text */
      async replace(selector, text) {
        await page.locator(located(selector)).click({ count: 3 });
        await page.keyboard.type(text);
        await page.keyboard.press('Tab');
      },

      /** @param {import('./browser.mjs').Key} name */
      key: (name) => page.keyboard.press(name),

      /** @param {string} selector */
      waitFor: async (selector) => void (await page.waitForSelector(located(selector), { visible: true })),

      /** @param {string} selector */
      waitUntilGone: async (selector) => void (await page.waitForSelector(located(selector), { hidden: true })),

      /** @param {string} selector */
      shows: async (selector) => Boolean(await (await page.$(located(selector)))?.isVisible()),

      /** @param {string} selector */
      scrollTo: async (selector) => void (await (await page.$(located(selector)))?.scrollIntoView()),

      /** The value of a field. @param {string} selector */
      value: (selector) => page.$eval(located(selector), (field) => /** @type {HTMLInputElement} */ (field).value),

      /**
       * @template {unknown[]} A
       * @template R
       * @param {(...args: A) => R} work
       * @param {A} args
       * @returns {Promise<Awaited<R>>}
       */
      evaluate: (work, ...args) => page.evaluate(/** @type {any} */ (work), ...args),

      /** @param {import('./browser.mjs').Colours} colours */
      setColours: (colours) => setColours(page, colours),

      url: async () => page.url(),

      /** @param {string} file */
      screenshot: async (file) => void (await page.screenshot({ path: /** @type {`${string}.png`} */ (file) })),

      /** The page to its end. @param {string} file */
      async wholeScreenshot(file) {
        const height = await page.evaluate(() => document.documentElement.scrollHeight);
        // What stays at the window's end stands at the page's.
        await page.setViewport({ ...SIZE, height });
        await page.screenshot({ path: /** @type {`${string}.png`} */ (file) });
        await page.setViewport(SIZE);
      },

      /**
       * Does a function as the extension's injected one is done: in a world of its own beside the page's scripts.
       * @param {((argument: any) => unknown) | string} work a function, or its source
       * @param {unknown} argument
       */
      async evaluateApart(work, argument) {
        const cdp = await page.createCDPSession();
        const { frameTree } = await cdp.send('Page.getFrameTree');
        const world = { frameId: frameTree.frame.id, worldName: 'apart' };
        const { executionContextId: contextId } = await cdp.send('Page.createIsolatedWorld', world);
        const expression = `(${work})(${JSON.stringify(argument)})`;
        const asked = { expression, contextId, awaitPromise: true, returnByValue: true };
        const { result, exceptionDetails } = await cdp.send('Runtime.evaluate', asked);
        await cdp.detach();
        if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
        return result.value;
      },
    },

    popup: {
      /**
       * @template {unknown[]} A
       * @template R
       * @param {(...args: A) => R} work
       * @param {A} args
       * @returns {Promise<Awaited<R> | undefined>}
       */
      async evaluate(work, ...args) {
        const popup = await popupIfOpen();
        try {
          return await popup?.evaluate(/** @type {any} */ (work), ...args);
        } catch (error) {
          // It may close while it is asked, and what it answers then differs from case to case.
          if (!popup || popup.isClosed() || !browser.targets().some(isPopup)) return undefined;
          if (/context|detached|closed/i.test(String(error))) return undefined;
          throw error;
        }
      },

      /** @param {string} selector @param {string} text */
      async type(selector, text) {
        const popup = await until('an open popup', popupIfOpen);
        await popup.locator(selector).click();
        await popup.keyboard.type(text);
      },

      /** @param {import('./browser.mjs').Key} name */
      async key(name) {
        const popup = await until('an open popup', popupIfOpen);
        await popup.keyboard.press(name).catch((error) => {
          // The key may be what closes it.
          if (browser.targets().some(isPopup)) throw error;
        });
      },

      /** @param {string} text */
      keys: async (text) => (await until('an open popup', popupIfOpen)).keyboard.type(text),

      /** @param {import('./browser.mjs').Colours} colours */
      setColours: async (colours) => setColours(await until('an open popup', popupIfOpen), colours),

      /** @param {string} script */
      run: async (script) => (await until('an open popup', popupIfOpen)).evaluate(script),

      /** @param {string} file */
      async screenshot(file) {
        const popup = await until('an open popup', popupIfOpen);
        await popup.screenshot({ path: /** @type {`${string}.png`} */ (file) });
      },

      async close() {
        const popup = await popupIfOpen();
        if (!popup) return;
        await popup.close();
        await until('the popup to close', () => !browser.targets().some(isPopup));
      },
    },
  };
}

const SAID = /** @type {const} */ (['Runtime.consoleAPICalled', 'Runtime.exceptionThrown', 'Log.entryAdded']);

/**
 * Writes down what is said to any console, and what is thrown and caught by nobody.
 * @param {import('puppeteer-core').Browser} browser
 * @param {string} file
 */
function listen(browser, file) {
  /** @param {import('puppeteer-core').Target} target */
  async function listenTo(target) {
    // Some are gone before they can be listened to, or have no console.
    const cdp = await target.createCDPSession().catch(() => undefined);
    for (const said of SAID) cdp?.on(said, (what) => appendFileSync(file, `${JSON.stringify(what)}\n`));
    await Promise.allSettled([cdp?.send('Runtime.enable'), cdp?.send('Log.enable')]);
  }
  browser.on('targetcreated', listenTo);
  browser.targets().forEach(listenTo);
}

/** @param {import('puppeteer-core').Page} page @param {import('./browser.mjs').Colours} colours */
async function setColours(page, colours) {
  const cdp = await page.createCDPSession();
  // On most systems the colours that are forced are light on black.
  const features = [
    { name: 'prefers-color-scheme', value: colours === 'light' ? 'light' : 'dark' },
    { name: 'forced-colors', value: colours === 'forced' ? 'active' : 'none' },
  ];
  await cdp.send('Emulation.setEmulatedMedia', { features });
}
