// Firefox through WebDriver. No command of it reaches the button or the popup's document, so both are reached from the
// browser's own ("chrome") scripts: the button by what Firefox itself calls when it is pressed, the popup by a frame
// script that answers with a message.
import { openSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Builder, By, Key, error } from 'selenium-webdriver';
import firefox from 'selenium-webdriver/firefox.js';
import {
  allowWithoutAsking, askPopup, canBeLetIntoPrivateWindows, colourPage, colourPopup, contextsInPage, drawPopup,
  endBackground, focusPopup, hidePopup, isInWindow, listTabs, pressButton, runInPopup, speak,
} from './firefox-inside.mjs';
import { until } from './until.mjs';

const GECKODRIVER = fileURLToPath(new URL('../../target/tools/bin/geckodriver', import.meta.url));
const SIZE = { width: 1280, height: 1000 };
/** What WebDriver answers while a page is still moving: reasons to look again. */
const NOT_YET = [
  error.NoSuchElementError,
  error.StaleElementReferenceError,
  error.ElementNotInteractableError,
  error.ElementClickInterceptedError,
];

/** @type {Record<import('./browser.mjs').Key, string>} */
const KEYS = { Tab: Key.TAB, Enter: Key.ENTER, Space: ' ' };

/**
 * @param {object} options
 * @param {import('../../www/server/site.mjs').PracticeSite} options.site
 * @param {string | null} options.extension
 * @param {boolean} options.window
 * @param {string} options.language
 * @param {string} [options.profile]
 * @param {string} [options.console]
 */
export async function startFirefox({ site, extension, window, language, profile, console }) {
  const options = new firefox.Options();
  options.setBinary(process.env.FIREFOX ?? '/usr/bin/firefox-esr');
  options.setAcceptInsecureCerts(true);
  options.windowSize(SIZE);
  if (!window) options.addArguments('-headless');
  for (const [name, value] of Object.entries(site.firefoxPreferences)) options.setPreference(name, value);
  const service = new firefox.ServiceBuilder(GECKODRIVER).addArguments('--allow-system-access');
  if (profile) {
    options.addArguments('-profile', profile);
    // What an add-on has stored that was loaded for a while would go with it.
    options.setPreference('extensions.webextensions.keepStorageOnUninstall', true);
  }
  if (console) {
    options.setPreference('devtools.console.stdout.content', true);
    const file = openSync(console, 'a');
    service.setStdio(['ignore', file, file]);
  }
  const builder = new Builder().forBrowser('firefox').setFirefoxOptions(options).setFirefoxService(service);
  const driver = /** @type {import('selenium-webdriver/firefox.js').Driver} */ (await builder.build());
  await inBrowser(speak, language);
  const ours = extension ? await driver.installAddon(extension, true) : '';

  /**
   * Does a function in the browser's own scripts; it gets `done` as its last argument.
   * @param {Function} work
   * @param {...unknown} args
   */
  async function inBrowser(work, ...args) {
    await driver.setContext(firefox.Context.CHROME);
    try {
      return await driver.executeAsyncScript(/** @type {any} */ (work), ...args);
    } finally {
      await driver.setContext(firefox.Context.CONTENT);
    }
  }

  /** @param {string} selector */
  const located = (selector) => (/^[/(]/.test(selector) ? By.xpath(selector) : By.css(selector));

  /**
   * Looks for an element until it can be used.
   * @param {string} selector
   * @param {(element: import('selenium-webdriver').WebElement) => Promise<unknown>} use
   */
  async function use(selector, use) {
    /** @type {string} */
    let last = 'nothing';
    await until(
      selector,
      async () => {
        try {
          const element = await driver.findElement(located(selector));
          return (await use(element)) !== false;
        } catch (problem) {
          if (!(problem instanceof Error) || !NOT_YET.some((kind) => problem instanceof kind)) throw problem;
          last = problem.name;
          return false;
        }
      },
      () => last,
    );
  }

  /** @param {import('selenium-webdriver').WebElement} element */
  async function stands(element) {
    const places = [await element.getRect(), await element.getRect()];
    return (await element.isDisplayed()) && places[0].x === places[1].x && places[0].y === places[1].y;
  }

  const page = {
    /** @param {string} selector */
    click: (selector) => use(selector, async (element) => (await stands(element)) && (await element.click(), true)),

    /** @param {string} selector @param {string} text */
    async type(selector, text) {
      await page.click(selector);
      await use(selector, (element) => element.sendKeys(text));
    },

    /** Types over what stands in a field, and goes on to the next. @param {string} selector @param {string} text */
    async replace(selector, text) {
      // A click of the driver's does not bring the window to the front, as a person's does, and a page without the
      // focus hears of no change.
      await inBrowser(giveFocus);
      await page.click(selector);
      await use(selector, (element) => element.sendKeys(Key.chord(Key.CONTROL, 'a')));
      await use(selector, (element) => element.sendKeys(text, Key.TAB));
    },

    /** @param {import('./browser.mjs').Key} name */
    key: (name) => driver.actions().sendKeys(KEYS[name]).perform(),

    /** @param {string} selector */
    waitFor: (selector) => use(selector, (element) => element.isDisplayed()),

    /** @param {string} selector */
    waitUntilGone: (selector) =>
      until(`${selector} to be gone`, async () => (await driver.findElements(located(selector))).length === 0),

    /** @param {string} selector */
    async shows(selector) {
      const [element] = await driver.findElements(located(selector));
      return Boolean(await element?.isDisplayed());
    },

    /** @param {string} selector */
    async scrollTo(selector) {
      const [element] = await driver.findElements(located(selector));
      if (element) await driver.executeScript((/** @type {Element} */ place) => place.scrollIntoView(), element);
    },

    /** The value of a field. @param {string} selector */
    value: async (selector) => driver.findElement(located(selector)).getProperty('value'),

    /**
     * @template {unknown[]} A
     * @template R
     * @param {(...args: A) => R} work
     * @param {A} args
     * @returns {Promise<Awaited<R>>}
     */
    evaluate: (work, ...args) => driver.executeScript(/** @type {any} */ (work), ...args),

    /** @param {import('./browser.mjs').Colours} colours */
    setColours: (colours) => inBrowser(colourPage, colours),

    url: () => driver.getCurrentUrl(),

    /** @param {string} file */
    screenshot: async (file) => writeFile(file, await driver.takeScreenshot(), 'base64'),

    /** The page to its end. @param {string} file */
    wholeScreenshot: async (file) => writeFile(file, await driver.takeFullPageScreenshot(), 'base64'),
  };

  const popup = {
    /**
     * @template {unknown[]} A
     * @template R
     * @param {(...args: A) => R} work
     * @param {A} args
     * @returns {Promise<Awaited<R> | undefined>}
     */
    async evaluate(work, ...args) {
      const answer = await inBrowser(askPopup, String(work), args);
      if (answer.problem) throw new Error(`in the popup: ${answer.problem}`);
      return answer.value;
    },

    /** @param {string} selector @param {string} text */
    async type(selector, text) {
      await until(`${selector} in the popup`, () => popup.evaluate(focusOn, selector));
      await popup.evaluate(typeInto, selector, text);
    },

    /** @param {import('./browser.mjs').Key} name */
    key: (name) => popup.keys(KEYS[name]),

    /** @param {string} text */
    async keys(text) {
      await inBrowser(focusPopup);
      await driver.setContext(firefox.Context.CHROME);
      try {
        await driver.actions().sendKeys(text).perform();
      } finally {
        await driver.setContext(firefox.Context.CONTENT);
      }
    },

    /** @param {import('./browser.mjs').Colours} colours */
    setColours: (colours) => inBrowser(colourPopup, colours),

    /** @param {string} script */
    async run(script) {
      const { value, problem } = await inBrowser(runInPopup, script);
      if (problem) throw new Error(`in the popup: ${problem}`);
      return value;
    },

    /** @param {string} file */
    screenshot: async (file) => writeFile(file, await inBrowser(drawPopup), 'base64'),

    async close() {
      // A popup that is still being opened does not hear the first time.
      await until('the popup to close', () => inBrowser(hidePopup));
    },
  };

  return {
    version: `Firefox/${(await driver.getCapabilities()).getBrowserVersion()}`,
    webdriver: driver,
    inBrowser,
    page,
    popup,

    /** @param {string} url */
    open: (url) => driver.get(url),

    press: () => inBrowser(pressButton, ours),

    allowWithoutAsking: () => inBrowser(allowWithoutAsking),

    async shortcut() {
      await driver.setContext(firefox.Context.CHROME);
      try {
        const keys = driver.actions().keyDown(Key.ALT).keyDown(Key.SHIFT).keyDown('u');
        await keys.keyUp('u').keyUp(Key.SHIFT).keyUp(Key.ALT).perform();
      } finally {
        await driver.setContext(firefox.Context.CONTENT);
      }
    },

    /** Where scripts of the extension run, or ran, in the page: Firefox has one such context for each document. */
    worldsOfTheExtension: () => inBrowser(contextsInPage, ours),

    /** Whether it has a button there. @param {boolean} isPrivate */
    isInWindow: (isPrivate) => inBrowser(isInWindow, ours, isPrivate),

    /** Whether a person can let it into private windows. */
    canBeLetIntoPrivateWindows: () => inBrowser(canBeLetIntoPrivateWindows, ours),

    /** Ends the extension's background page, as the browser does that has waited for long enough. */
    endWorker: () => inBrowser(endBackground, ours),

    tabs: () => inBrowser(listTabs),

    /** @param {RegExp} address */
    async follow(address) {
      const tabs = await inBrowser(listTabs);
      if (!tabs.some((/** @type {any} */ tab) => tab.active && address.test(tab.url))) return false;
      for (const handle of await driver.getAllWindowHandles()) {
        await driver.switchTo().window(handle);
        const visible = await driver.executeScript(() => document.visibilityState === 'visible');
        if (visible && address.test(await driver.getCurrentUrl())) return true;
      }
      return false;
    },

    async closeOtherTabs() {
      const current = await driver.getWindowHandle();
      for (const handle of await driver.getAllWindowHandles()) {
        if (handle === current) continue;
        await driver.switchTo().window(handle);
        await driver.close();
      }
      await driver.switchTo().window(current);
    },

    close: () => driver.quit().catch(() => undefined),

    /** Waits until a person has closed the last window. */
    async untilClosed() {
      for (;;) {
        const windows = await driver.getAllWindowHandles().catch(() => []);
        if (windows.length === 0) return;
        await pause(500);
      }
    },
  };
}

// Functions that are done in the popup's document.

/** @param {string} selector */
function focusOn(selector) {
  const field = /** @type {HTMLElement | null} */ (document.querySelector(selector));
  field?.focus();
  return Boolean(field?.getBoundingClientRect().width);
}

/** @param {string} selector @param {string} text */
function typeInto(selector, text) {
  const field = /** @type {HTMLInputElement} */ (document.querySelector(selector));
  field.value += text;
  field.dispatchEvent(new window.Event('input', { bubbles: true }));
}

/** Done in the browser's own scripts. @param {() => void} done */
function giveFocus(done) {
  const { gBrowser, focus } = /** @type {any} */ (globalThis);
  focus();
  gBrowser.selectedBrowser.focus();
  done();
}
