// A browser with the extension in it, driven as a person would: by pages, the real toolbar button and its popup.
//
//   const browser = await launch({ browser: 'firefox', site });
//   await browser.open('https://bitbucket.example.com/…');
//   await browser.press();
//   await browser.popup.waitForState('filled');
//
// Both browsers do the same here; what they do differently is in chromium.mjs and firefox.mjs. A selector is CSS, or
// XPath when it begins with a slash or a parenthesis.
import { fileURLToPath } from 'node:url';
import { startChromium } from './chromium.mjs';
import { startFirefox } from './firefox.mjs';
import { until } from './until.mjs';

/** @typedef {'chromium' | 'firefox'} BrowserName */
/** @typedef {Awaited<ReturnType<typeof launch>>} Browser */
/** @typedef {{field: string, outcome: string, label: string, value: string}} Row a line of the popup's list */
/** @typedef {{url: string, active: boolean}} Tab */
/** @typedef {'Tab' | 'Enter' | 'Space'} Key */
/** @typedef {'light' | 'dark' | 'forced'} Colours of the system; forced: the person's own, as for high contrast */

/** @type {Record<BrowserName, typeof startChromium>} */
const START = { chromium: startChromium, firefox: /** @type {any} */ (startFirefox) };

/** @param {string} name the folder in dist/ */
export const builtExtension = (name) => fileURLToPath(new URL(`../../dist/${name}`, import.meta.url));

/**
 * @param {object} options
 * @param {BrowserName} options.browser
 * @param {import('../../www/server/site.mjs').PracticeSite} options.site
 * @param {string | null} [options.extension] a folder; the built extension if it is not given, none if it is null
 * @param {boolean} [options.window] a window that can be seen, instead of none
 * @param {string} [options.language] what the browser speaks, as far as extensions can tell
 * @param {string} [options.profile] a folder that outlasts the browser
 * @param {string} [options.console] a file for what is said to the consoles of pages and popups
 */
export async function launch(options) {
  const { browser, site, extension = builtExtension(browser), window = false, language = 'en-US' } = options;
  const { profile, console } = options;
  const driver = await START[browser]({ site, extension, window, language, profile, console });

  const popup = {
    /** Does a function in the popup's document; undefined when no popup is open. */
    evaluate: driver.popup.evaluate,
    screenshot: driver.popup.screenshot,
    close: driver.popup.close,
    /** Presses a key in the popup. */
    key: driver.popup.key,
    /** Types with the keyboard, wherever the focus is. */
    keys: driver.popup.keys,
    /** Shows the popup as on a system with such colours, until it closes. */
    setColours: driver.popup.setColours,
    /** Does a script as one of the popup's own, whatever its policy says. Its answer is a text, or nothing. */
    run: driver.popup.run,

    /** @returns {Promise<string | undefined>} */
    state: () => popup.evaluate(() => document.body?.dataset.state),

    /** @param {string} selector */
    text: (selector) => popup.evaluate(textOf, selector),

    /** @param {string} selector */
    visible: (selector) => popup.evaluate(isVisible, selector),

    /** @param {string} selector */
    async click(selector) {
      await until(`${selector} in the popup`, () => popup.evaluate(isVisible, selector), popup.summary);
      await popup.evaluate(clickOn, selector);
    },

    type: driver.popup.type,

    /** The lines of #details. @returns {Promise<Row[]>} */
    rows: async () => (await popup.evaluate(rowsOf)) ?? [],

    /** Waits until nothing moves any more. */
    settled: () =>
      popup.evaluate(async () => void (await Promise.all(document.getAnimations().map(({ finished }) => finished)))),

    html: () => popup.evaluate(() => document.documentElement?.outerHTML),

    summary: async () => ({ state: await popup.state(), status: await popup.text('#status') }),

    /**
     * Waits until the popup is in one of the states, and says in which.
     * @param {...string} names
     */
    waitForState: (...names) =>
      until(
        `the popup to be ${names.join(' or ')}`,
        async () => {
          const state = await popup.state();
          return state && names.includes(state) ? state : undefined;
        },
        popup.summary,
      ),

    waitUntilClosed: () => until('the popup to close', async () => (await popup.state()) === undefined, popup.summary),
  };

  return {
    name: browser,
    version: driver.version,
    page: {
      ...driver.page,

      /** Waits until nothing moves any more: dialogs fade in, and a text that is still transparent is not read. */
      settled: () =>
        until('the page to stand still', () =>
          driver.page.evaluate(() => document.getAnimations().every(({ playState }) => playState !== 'running')),
        ),

      /** Lets the page draw a few times. */
      nextFrames: () =>
        driver.page.evaluate(async () => {
          for (let frame = 0; frame < 20; frame += 1) await new Promise(requestAnimationFrame);
        }),
    },
    popup,

    /** Loads a page anew, even if the one that is shown differs only in its fragment. @param {string} url */
    async open(url) {
      await driver.open('about:blank');
      await driver.open(url);
    },

    tabs: driver.tabs,
    close: driver.close,
    driver,

    /** Presses the real button in the toolbar, over the tab in front. */
    async press() {
      await popup.close();
      await driver.press();
      await until('the popup to open', async () => (await popup.state()) !== undefined);
    },

    /** Presses the keys of the extension's shortcut. */
    async shortcut() {
      await popup.close();
      await driver.shortcut();
      await until('the popup to open by its keys', async () => (await popup.state()) !== undefined);
    },

    /**
     * Waits until a tab with this address is in front, and goes on in it.
     * @param {RegExp} address
     */
    async follow(address) {
      await until(`a tab at ${address} in front`, () => driver.follow(address), driver.tabs);
    },
  };
}

// Functions that are done in the popup's document: nothing from outside of them can be used.

/** @param {string} selector */
function textOf(selector) {
  return document.querySelector(selector)?.textContent?.trim();
}

/** @param {string} selector */
function isVisible(selector) {
  const box = document.querySelector(selector)?.getBoundingClientRect();
  return Boolean(box && box.width && box.height);
}

/** @param {string} selector */
function clickOn(selector) {
  /** @type {HTMLElement | null} */ (document.querySelector(selector))?.click();
}

function rowsOf() {
  return [...document.querySelectorAll('#details [data-field]')].map((row) => ({
    field: row.getAttribute('data-field') ?? '',
    outcome: row.getAttribute('data-outcome') ?? '',
    label: row.querySelector('dt')?.textContent?.trim() ?? '',
    value: row.querySelector('dd')?.textContent?.trim() ?? '',
  }));
}
