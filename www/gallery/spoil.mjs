// What is done to a page of the practice site, to make a hostile one of it. Each function is done in the page, by its
// own scripts, so nothing from outside of it can be used. What they hear they keep in `window.heard`.
//
// They reach the page's objects through `window`: where a driver does them, the plain names may be its own.

/** @typedef {any} Any what a page does to its own objects has no type */

// ---- what scripts are built upon ----

export function patchValue() {
  /** @type {Any} */
  const page = window;
  const heard = (page.heard = /** @type {string[]} */ ([]));
  for (const { prototype } of [page.HTMLInputElement, page.HTMLTextAreaElement]) {
    const { get } = Object.getOwnPropertyDescriptor(prototype, 'value') ?? {};
    Object.defineProperty(prototype, 'value', {
      configurable: true,
      get() {
        return get?.call(this);
      },
      set(value) {
        heard.push(String(value));
      },
    });
  }
}

/** What any plain object has from now on, and hears when it is set. */
export function patchObject() {
  /** @type {Any} */
  const page = window;
  const heard = (page.heard = /** @type {string[]} */ ([]));
  for (const name of ['look', 'read', 'act', 'undo', 'nonce', 'handle', 'steps', 'write', 'outcome', 'problem']) {
    Object.defineProperty(page.Object.prototype, name, {
      configurable: true,
      get: () => 'evil',
      set: (value) => void heard.push(String(value)),
    });
  }
  page.Object.prototype.evil = 'evil';
}

export function patchArray() {
  /** @type {Any} */
  const page = window;
  const heard = (page.heard = /** @type {string[]} */ ([]));
  for (const name of ['push', 'map', 'find', 'filter', 'some', 'every', 'forEach', 'flatMap', 'includes', 'join']) {
    const before = page.Array.prototype[name];
    page.Array.prototype[name] = function (/** @type {Any[]} */ ...words) {
      for (const word of [...this, ...words]) if (typeof word === 'string') heard[heard.length] = word;
      return before.apply(this, words);
    };
  }
}

/** Nothing is found any more, and nothing is where it is. */
export function patchQueries() {
  /** @type {Any} */
  const page = window;
  for (const { prototype } of [page.Document, page.Element, page.ShadowRoot]) {
    for (const name of ['querySelector', 'elementFromPoint', 'closest']) prototype[name] = () => null;
    for (const name of ['querySelectorAll', 'getClientRects']) prototype[name] = () => [];
    for (const name of ['matches', 'checkVisibility']) prototype[name] = () => false;
  }
  page.getComputedStyle = () => ({ opacity: '0', display: 'none', clip: 'rect(0,0,0,0)', position: 'fixed' });
}

export function patchMessages() {
  /** @type {Any} */
  const page = window;
  const heard = (page.heard = /** @type {string[]} */ ([]));
  const hear = (/** @type {Any} */ word) => void heard.push(typeof word === 'string' ? word : String(word?.text));
  page.structuredClone = hear;
  page.postMessage = hear;
  page.MessagePort.prototype.postMessage = hear;
  page.JSON.stringify = hear;
  page.JSON.parse = hear;
  page.Reflect.set = (/** @type {Any[]} */ ...words) => words.forEach(hear);
  page.Symbol.for = () => Symbol('evil');
  page.crypto.getRandomValues = () => [0, 0, 0, 0];
  page.setTimeout = () => 0;
}

export function patchEvents() {
  /** @type {Any} */
  const page = window;
  page.EventTarget.prototype.dispatchEvent = () => false;
  page.HTMLElement.prototype.click = () => undefined;
  page.HTMLElement.prototype.focus = () => undefined;
  for (const name of ['Event', 'InputEvent']) page[name] = undefined;
}

/** As if it knew what the extension keeps from a look to what follows. */
export function forgeMemory() {
  /** @type {Any} */
  const page = window;
  const memory = { nonce: 'evil', document: 'evil', handles: new page.Map(), written: [] };
  Object.defineProperty(page, Symbol.for('webhook-autofill'), { get: () => memory, set: () => undefined });
}

/** Fields whose names hide their form's own properties. */
export function shadowProperties() {
  for (const name of ['parentNode', 'lastChild', 'previousSibling', 'nodeType']) {
    const field = document.createElement('input');
    field.type = 'hidden';
    field.name = name;
    document.forms[document.forms.length - 1].append(field);
  }
}

/** The page's own scripts could not have shown the form under this policy, so it comes when the form is there. */
export function requireTrustedTypes() {
  const policy = document.createElement('meta');
  policy.httpEquiv = 'Content-Security-Policy';
  policy.content = "default-src 'none'; require-trusted-types-for 'script'; trusted-types 'none'";
  document.head.append(policy);
  if (!('trustedTypes' in window)) return;
  let isForbidden = false;
  try {
    document.createElement('p').innerHTML = '';
  } catch {
    isForbidden = true;
  }
  if (!isForbidden) throw new Error('the policy does not hold');
}

// ---- what lies where ----

export function coverUrl() {
  const { left, top, width, height } = document.getElementsByName('url')[0].getBoundingClientRect();
  const cover = document.createElement('div');
  document.body.append(cover);
  Object.assign(cover.style, { position: 'absolute', zIndex: '9999', opacity: '0' });
  Object.assign(cover.style, { left: `${left + scrollX}px`, top: `${top + scrollY}px` });
  Object.assign(cover.style, { width: `${width}px`, height: `${height}px` });
}

export function coverUrlAndLie() {
  const { left, top, width, height } = document.getElementsByName('url')[0].getBoundingClientRect();
  const cover = document.createElement('div');
  document.body.append(cover);
  Object.assign(cover.style, { position: 'absolute', zIndex: '9999', opacity: '0' });
  Object.assign(cover.style, { left: `${left + scrollX}px`, top: `${top + scrollY}px` });
  Object.assign(cover.style, { width: `${width}px`, height: `${height}px` });
  /** @type {Any} */
  const page = window;
  page.Document.prototype.elementFromPoint = () => document.getElementsByName('url')[0];
}

export function fadeForm() {
  /** @type {HTMLElement} */ (document.getElementsByName('url')[0].closest('form')).style.opacity = '0.05';
}

export function moveUrlAway() {
  Object.assign(document.getElementsByName('url')[0].style, { position: 'absolute', left: '-9999px', width: '300px' });
}

export function makeFormInert() {
  /** @type {HTMLElement} */ (document.getElementsByName('url')[0].closest('form')).inert = true;
}

// ---- what a field is ----

export function lockUrl() {
  /** @type {HTMLInputElement} */ (document.getElementsByName('url')[0]).readOnly = true;
}

export function disableUrl() {
  /** @type {HTMLInputElement} */ (document.getElementsByName('url')[0]).disabled = true;
}

export function shortenUrl() {
  /** @type {HTMLInputElement} */ (document.getElementsByName('url')[0]).maxLength = 20;
}

export function doubleUrl() {
  const another = document.createElement('input');
  another.ariaLabel = 'URL';
  document.getElementsByName('url')[0].closest('form')?.append(another);
}

export function doubleSecret() {
  const another = document.createElement('input');
  another.ariaLabel = 'Secret';
  document.getElementsByName('secret')[0].closest('form')?.append(another);
}

export function doubleForm() {
  const form = /** @type {HTMLElement} */ (document.getElementsByName('url')[0].closest('form'));
  form.before(form.cloneNode(true));
}

/** A copy that nobody sees, before the real one. */
export function hideDecoy() {
  const form = /** @type {HTMLElement} */ (document.getElementsByName('url')[0].closest('form'));
  const decoy = /** @type {HTMLElement} */ (form.cloneNode(true));
  Object.assign(decoy.style, { opacity: '0', position: 'absolute' });
  form.before(decoy);
}

/** Fields that are none of the form's, as real pages have them. */
export function addOtherFields() {
  for (const [label, type] of [['Search', 'search'], ['User name', 'text'], ['Password', 'password']]) {
    const field = document.createElement('input');
    field.type = type;
    const words = document.createElement('label');
    words.append(label, field);
    document.getElementsByName('url')[0].closest('form')?.before(words);
  }
}

// ---- what happens meanwhile ----

export function replaceUrlWhenWritten() {
  const url = document.getElementsByName('url')[0];
  const another = url.cloneNode();
  url.addEventListener('input', () => url.replaceWith(another));
}

export function refuseUrl() {
  const url = /** @type {HTMLInputElement} */ (document.getElementsByName('url')[0]);
  url.addEventListener('input', () => (url.value = 'https://evil.test/'));
}

/** When it has thought about it, as a page does that asks its server. */
export function changeUrlLater() {
  const url = /** @type {HTMLInputElement} */ (document.getElementsByName('url')[0]);
  url.addEventListener('input', () => setTimeout(() => (url.value = 'https://evil.test/'), 50), { once: true });
}

export function emptySecretLater() {
  const secret = /** @type {HTMLInputElement} */ (document.getElementsByName('configuration')[0]);
  secret.addEventListener('change', () => setTimeout(() => (secret.value = ''), 50), { once: true });
}

export function lockSecretWhenUrlIsWritten() {
  const secret = /** @type {HTMLInputElement} */ (document.getElementsByName('secret')[0]);
  document.getElementsByName('url')[0].addEventListener('input', () => (secret.readOnly = true));
}

export function stealFocus() {
  const [name, ...others] = ['name', 'url', 'secret'].map((field) => document.getElementsByName(field)[0]);
  for (const other of others) other.addEventListener('focus', () => name.focus());
}

export function goBelow() {
  history.pushState(null, '', `${location.pathname}/x`);
}

export function goToAnotherRepository() {
  history.pushState(null, '', location.pathname.replace('/orders/', '/checkout/'));
}

// ---- what else a page may be like ----

export function fillPage() {
  const many = document.createDocumentFragment();
  for (let count = 0; count < 100_000; count += 1) many.append(document.createElement('i'));
  document.body.append(many);
}

export function turnAround() {
  document.dir = 'rtl';
}

/** As a translator in the browser does it: every text in elements of its own. */
export function wrapTexts() {
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const texts = /** @type {Text[]} */ ([]);
  while (walk.nextNode()) texts.push(/** @type {Text} */ (walk.currentNode));
  for (const text of texts) {
    const outer = document.createElement('font');
    const inner = document.createElement('font');
    text.replaceWith(outer);
    outer.append(inner);
    inner.append(text);
  }
}

/** As pages do it that make them anew at every rendering. */
export function changeIds() {
  const refers = ['id', 'for', 'aria-labelledby', 'aria-describedby', 'aria-controls'];
  for (const element of document.querySelectorAll('*')) {
    for (const name of refers) {
      const ids = element.getAttribute(name)?.split(' ');
      if (ids) element.setAttribute(name, ids.map((id) => `x${id}x`).join(' '));
    }
  }
}

/** Somebody has chosen another event before. */
export function tickAnotherEvent() {
  const labels = [...document.getElementsByTagName('label')];
  labels.find(({ textContent }) => textContent?.trim() === 'Modified')?.click();
}

export function makeEditable() {
  document.designMode = 'on';
}

/** @param {string} address */
export function frame(address) {
  const inner = document.createElement('iframe');
  inner.src = address;
  inner.style.cssText = 'position: fixed; inset: 0; width: 100%; height: 100%; z-index: 9999';
  document.body.append(inner);
  return new Promise((done) => inner.addEventListener('load', () => done(true)));
}

/** @param {string} address */
export function embed(address) {
  const inner = document.createElement('object');
  inner.type = 'text/html';
  inner.data = address;
  inner.style.cssText = 'position: fixed; inset: 0; width: 100%; height: 100%; z-index: 9999';
  document.body.append(inner);
  return new Promise((done) => inner.addEventListener('load', () => done(true)));
}

/** The same page again, at an address that only this document knows. */
export function goToBlob() {
  const { outerHTML } = document.documentElement;
  location.href = URL.createObjectURL(new Blob([outerHTML], { type: 'text/html' }));
}

// ---- SAP's pages ----

/** A dialog with another URL, before the real one. */
export function addHiddenPopUp() {
  const real = /** @type {HTMLElement} */ (document.querySelector('[role=dialog]'));
  const decoy = /** @type {HTMLElement} */ (real.cloneNode(true));
  decoy.innerHTML = decoy.innerHTML.replaceAll('cicd-service', 'cicd-service.evil');
  decoy.style.opacity = '0';
  decoy.style.zIndex = '99999';
  document.body.prepend(decoy);
}

/** A dialog with another URL, under the real one. */
export function addCoveredPopUp() {
  const real = /** @type {HTMLElement} */ (document.querySelector('[role=dialog]'));
  const decoy = /** @type {HTMLElement} */ (real.cloneNode(true));
  decoy.innerHTML = decoy.innerHTML.replaceAll('cicd-service', 'cicd-service.evil');
  decoy.style.zIndex = String(Number(getComputedStyle(real).zIndex) - 1);
  real.before(decoy);
}

/** As a pop-up that is not rendered to its end. */
export function emptyUrl() {
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const text = /** @type {Text} */ (walk.currentNode);
    if (text.data.startsWith('https://cicd-service.')) text.data = '';
  }
}

export function lengthenUrl() {
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const text = /** @type {Text} */ (walk.currentNode);
    if (text.data.startsWith('https://cicd-service.')) text.data += 'x'.repeat(5000);
  }
}

export function addBracesToUrl() {
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const text = /** @type {Text} */ (walk.currentNode);
    if (text.data.startsWith('https://cicd-service.')) text.data += '?{pullRequest.id}';
  }
}

export function leadUrlElsewhere() {
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const text = /** @type {Text} */ (walk.currentNode);
    if (text.data.startsWith('https://cicd-service.')) text.data = 'https://evil.test/v2/bitbucket_events/1';
  }
}
