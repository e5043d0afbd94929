// Measures: `cargo xtask bench` prints what this says, and the sizes.
//
// - What a page costs, that is SAP's list of repositories again and again: the time inside page({look}), the time that
//   the module takes to decode its answer, and the time that the popup needs from that answer to what it shows
//   (decoding, deciding, drawing); the browser's transport between the two is not in either.
// - What a press costs: from the press of the real button to the filled form, and the popup's own share of that, from
//   where its page begins. Beside it the floor – the same press of an extension whose popup runs one empty script in
//   the page, and nothing else – and with `--before DIR` another build, whose `dist` that is. All take turns, each
//   build as often before the other as after it; two builds are compared press by press, since machines have fast and
//   slow minutes, and that in several starts of each browser, since one differs from the next by 2 or 3 ms.
// - What the check adds to a press: the fill waits for the first page of the repository's webhooks, which is asked for
//   with the look. That answer's time is the most that it can add.
import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { availableParallelism, cpus } from 'node:os';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { page as extensionPage } from '../../extension/page.js';
import { startPracticeSite } from '../../www/server/site.mjs';
import * as admin from './admin.mjs';
import { builtExtension, launch } from './browser.mjs';
import { until } from './until.mjs';

/** @typedef {import('./browser.mjs').Browser} Browser */
/** @typedef {import('./browser.mjs').BrowserName} BrowserName */
/**
 * @typedef {object} Build
 * @property {string} what
 * @property {string} extension its folder
 * @property {(browser: Browser) => Promise<void>} [prepare] what comes before the first press
 * @property {{whole: number, own: number, check: number[]}[]} times
 */

const SIZES = [10_000, 100_000];
/** So many elements are to be seen; what goes beyond is folded: it would have too many buttons to be looked at. */
const SEEN = 10_000;
const LOOKS = 41;
/** Of each browser. */
const STARTS = 8;
/** In each start. */
const PRESSES = 12;
/** @type {BrowserName[]} */
const BROWSERS = ['chromium', 'firefox'];

const { before } = parseArgs({ options: { before: { type: 'string' } } }).values;
const site = await startPracticeSite();
/** @type {string[]} */
const versions = [];
try {
  await measurePages();
  await measurePresses();
} finally {
  await site.close();
}
const date = new Date().toISOString().slice(0, 10);
const machine = `${availableParallelism()} cores of ${cpus()[0].model}`;
console.log(`\n${date}, ${machine}, ${versions.join(', ')}, without a window`);

// ---- what a page costs ----

async function measurePages() {
  const browser = await launch({ browser: 'chromium', site });
  const columns = ['look', 'decoding', 'answer → shown'].map((what) => `${what} (median, p95)`.padStart(30));
  console.log(`${`A page of …, of ${LOOKS}`.padEnd(22)}${columns.join('')}`);
  try {
    for (const size of SIZES) {
      await admin.openRepositories(browser);
      await browser.page.evaluate(growTo, size, SEEN);
      const looks = [];
      for (let look = 0; look < LOOKS; look += 1) looks.push(await timeOfLook(browser));
      const { decoding, shown } = await timesToShow(browser, await snapshotOf(browser));
      const times = [looks, decoding, shown].map((each) => inShort(each).padStart(30));
      const sum = (median(looks) + median(decoding)).toFixed(1);
      console.log(`${`${size} elements`.padEnd(22)}${times.join('')}   look and decoding: ${sum} ms`);
    }
  } finally {
    await browser.close();
  }
}

/**
 * The page's own content again and again: as SAP's UI is built, and as dense. Its height is that of the box around it.
 * @param {number} count @param {number} seen
 */
function growTo(count, seen) {
  const content = [...document.body.children].filter((child) => child.checkVisibility());
  let elements = document.querySelectorAll('*').length;
  while (elements < count) {
    for (const child of content) {
      const copy = /** @type {HTMLElement} */ (child.cloneNode(true));
      copy.style.cssText += `position: static; height: ${elements < seen ? '100vh' : 'auto'}`;
      document.body.append(copy);
      elements += child.querySelectorAll('*').length + 1;
    }
  }
}

/** @param {Browser} browser @returns {Promise<number>} */
function timeOfLook(browser) {
  return inPage(browser, 'const from = performance.now(); await page({ look: {} }); return performance.now() - from;');
}

/** @param {Browser} browser */
function snapshotOf(browser) {
  return inPage(browser, 'return page({ look: {} });');
}

/** @param {Browser} browser @param {string} work */
function inPage({ driver }, work) {
  return driver.page.evaluateApart(`async () => { ${extensionPage}; ${work} }`, null);
}

/**
 * The popup, opened as a tab so that it can be handed an answer that is there already.
 * @param {Browser} browser @param {unknown} answer
 */
async function timesToShow({ driver }, answer) {
  const tab = await driver.browser.newPage();
  await tab.evaluateOnNewDocument((given) => {
    const world = /** @type {any} */ (globalThis);
    // The popup asks before its module is there: the answer that is measured comes when it is.
    const { instantiateStreaming } = WebAssembly;
    const ready = new Promise((isReady) => {
      WebAssembly.instantiateStreaming = (/** @type {any[]} */ ...given) => {
        const loaded = Reflect.apply(instantiateStreaming, WebAssembly, given);
        isReady(loaded);
        return loaded;
      };
    });
    chrome.scripting.executeScript = /** @type {any} */ (async () => {
      await ready;
      // Whoever waits for it goes on first.
      await new Promise((done) => setTimeout(done));
      const results = [{ result: structuredClone(given) }];
      watchDecoding(/** @type {any} */ (results[0].result).ok);
      world.answered = performance.now();
      return results;
    });
    /** The module reads `nonce` first, and last the last item: its words, or whether it is hidden. */
    const watchDecoding = (/** @type {any} */ snapshot) => {
      const { nonce, regions } = snapshot;
      const [last] = /** @type {any[]} */ (Object.values(regions.at(-1).items.at(-1)));
      const { text, hidden } = last;
      /** @param {string} when @param {unknown} value */
      const noting = (when, value) => ({
        get() {
          world[when] = performance.now();
          return value;
        },
      });
      Object.defineProperty(snapshot, 'nonce', noting('begun', nonce));
      Object.defineProperties(last, { text: noting('decoded', text), hidden: noting('decoded', hidden) });
    };
    const watch = () =>
      new MutationObserver(() => {
        if (document.body.dataset.state !== 'working') world.shown ??= performance.now();
      }).observe(document.body, { attributes: true });
    addEventListener('DOMContentLoaded', watch);
  }, answer);
  const times = { decoding: /** @type {number[]} */ ([]), shown: /** @type {number[]} */ ([]) };
  for (let time = 0; time < LOOKS; time += 1) {
    await tab.goto(`chrome-extension://${driver.extensionId}/popup.html`);
    await tab.waitForFunction(() => /** @type {any} */ (globalThis).shown);
    const [decoding, shown] = await tab.evaluate(timesInPopup);
    times.decoding.push(decoding);
    times.shown.push(shown);
  }
  await tab.close();
  return times;
}

function timesInPopup() {
  const { begun, decoded, shown, answered } = /** @type {any} */ (globalThis);
  return [decoded - begun, shown - answered];
}

// ---- what a press costs ----

async function measurePresses() {
  const of = `A press, of ${STARTS * PRESSES}`;
  console.log(`\n${of.padEnd(27)}until filled (median, p95)    in the popup (median, p95)`);
  for (const name of BROWSERS) {
    /** @type {Build[]} */
    const builds = [
      { what: 'floor', extension: await floorExtension(name), times: [] },
      { what: 'this build', extension: builtExtension(name), prepare: capture, times: [] },
      ...(before ? [{ what: 'before', extension: resolve(before, name), prepare: capture, times: [] }] : []),
    ];
    const differences = [];
    for (let start = 0; start < STARTS; start += 1) {
      await measureStart(name, start % 2 === 0 ? builds : builds.toReversed());
      if (before) {
        const [own, former] = builds.slice(1).map(({ times }) => times.slice(-PRESSES));
        differences.push(median(own.map(({ whole }, press) => whole - former[press].whole)));
      }
    }
    if (before) console.log(`${name.padEnd(9)} this build - before, start by start ${withError(differences)}`);
    for (const { what, times } of builds) {
      const [whole, own] = [times.map((time) => time.whole), times.map((time) => time.own)];
      console.log(`${name.padEnd(9)} ${what.padEnd(13)} ${inShort(whole).padStart(30)} ${inShort(own).padStart(30)}`);
      const checks = times.flatMap((time) => time.check);
      if (checks.length > 0) console.log(`${name.padEnd(9)} the check adds at most ${inShort(checks).padStart(21)}`);
    }
  }
}

/**
 * A browser of its own for each build, which take turns.
 * @param {BrowserName} name @param {Build[]} builds
 */
async function measureStart(name, builds) {
  const started = [];
  for (const { extension, prepare, times } of builds) {
    const browser = await launch({ browser: name, site, extension });
    started.push({ browser, times });
    if (!versions.includes(browser.version)) versions.push(browser.version);
    await prepare?.(browser);
  }
  for (let press = 0; press < PRESSES; press += 1) {
    for (const { browser, times } of press % 2 === 0 ? started : started.toReversed()) {
      times.push(await timeOfPress(browser));
    }
  }
  for (const { browser } of started) await browser.close();
}

/** Takes a secret and webhook data, so that the form can be filled. @param {Browser} browser */
async function capture(browser) {
  await admin.openCreateCredential(browser, admin.OLDER_CICD);
  await admin.generateCredential(browser.page, 'webhook-credential');
  await browser.press();
  await browser.popup.waitForState('secret-captured');
  await admin.openWebhookDataPopUp(browser, admin.ORDERS.name);
  await browser.press();
  await browser.popup.waitForState('captured');
}

/** @param {Browser} browser */
async function timeOfPress(browser) {
  await browser.popup.close();
  await admin.openCreateForm(browser, admin.ORDERS);
  const from = Date.now();
  await browser.driver.press();
  const { at, began } = await until('the form to be filled', () => browser.popup.evaluate(whenFilled));
  // Whoever asked: the popup or the page.
  const check = [await browser.popup.evaluate(timesOfCheck), await browser.page.evaluate(timesOfCheck)];
  return { whole: at - from, own: at - began, check: check.flatMap((times) => times ?? []) };
}

/** How long the answer took that a fill waits for. */
function timesOfCheck() {
  const asked = window.performance.getEntriesByType('resource').filter(({ name }) => /\/rest\/.*\/webhooks/.test(name));
  return asked.slice(0, 1).map(({ duration }) => duration);
}

/** Done in the popup as soon as there is one, so that the moment is the popup's own and not that of a question. */
function whenFilled() {
  const isFilled = () => document.body?.dataset.state === 'filled';
  const began = window.performance.timeOrigin;
  return new Promise((/** @type {(when: {at: number, began: number}) => void} */ tell) => {
    const look = () => isFilled() && tell({ at: Date.now(), began });
    look();
    new window.MutationObserver(look).observe(document, {
      attributes: true,
      childList: true,
      subtree: true,
    });
  });
}

/** @param {BrowserName} name */
async function floorExtension(name) {
  const folder = new URL(`../../target/bench/${name}/`, import.meta.url);
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  for (const kept of ['_locales', 'icons']) {
    await cp(`${builtExtension(name)}/${kept}`, new URL(kept, folder), { recursive: true });
  }
  const manifest = JSON.parse(await readFile(`${builtExtension(name)}/manifest.json`, 'utf8'));
  // Without the pages and files that it has none of.
  const { options_ui: _options, storage: _storage, ...own } = manifest;
  await writeFile(new URL('manifest.json', folder), JSON.stringify(own));
  await writeFile(new URL('background.js', folder), '');
  await writeFile(new URL('popup.html', folder), '<!DOCTYPE html><body><script type="module" src="popup.js"></script>');
  await writeFile(
    new URL('popup.js', folder),
    `const [tab] = await chrome.tabs.query({ active: true, currentWindow: true });
    await chrome.scripting.executeScript({ target: { tabId: tab.id }, func: () => {} });
    document.body.dataset.state = 'filled';`,
  );
  return fileURLToPath(folder);
}

/** @param {number[]} values */
function median(values) {
  const sorted = values.toSorted((one, other) => one - other);
  return (sorted[Math.floor((sorted.length - 1) / 2)] + sorted[Math.ceil((sorted.length - 1) / 2)]) / 2;
}

/** The mean and twice its standard error. @param {number[]} values */
function withError(values) {
  const middle = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - middle) ** 2, 0) / (values.length - 1);
  return `${middle.toFixed(1)} ± ${(2 * Math.sqrt(variance / values.length)).toFixed(1)} ms`;
}

/** @param {number[]} times */
function inShort(times) {
  const sorted = times.toSorted((one, other) => one - other);
  const at = (/** @type {number} */ share) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
  return [at(0.5), at(0.95)].map((time) => `${time.toFixed(time < 100 ? 1 : 0)} ms`.padStart(9)).join(' ');
}
