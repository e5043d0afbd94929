// One test in one browser: it begins with one empty tab and nothing held, and leaves a picture when it fails.
import { mkdir, writeFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { startPracticeSite } from '../../www/server/site.mjs';
import { launch } from './browser.mjs';
import { until } from './until.mjs';

/** @typedef {import('./browser.mjs').Browser} Browser */
/** @typedef {import('../../www/server/site.mjs').PracticeSite} PracticeSite */

const KEPT = new URL('../../target/e2e/', import.meta.url);

/** The browser that is tested: that of the environment's BROWSER, or Chromium. */
export const BROWSER = /** @type {import('./browser.mjs').BrowserName} */ (process.env.BROWSER ?? 'chromium');

/** @type {PracticeSite} */
let site;
/** @type {Browser} */
let browser;
before(async () => {
  site = await startPracticeSite();
  browser = await launch({ browser: BROWSER, site });
});
after(async () => {
  await browser.close();
  await site.close();
});

/**
 * @param {string} title what happens, as a person would say it
 * @param {(given: {browser: Browser, site: PracticeSite}) => Promise<void>} act
 * @param {(browser: Browser) => Promise<void>} [begin] another way to begin
 */
export function scene(title, act, begin = startAfresh) {
  test(title, async () => {
    site.reset();
    await begin(browser);
    try {
      await act({ browser, site });
    } catch (problem) {
      await keep(title, browser);
      throw problem;
    }
  });
}

/** One empty tab, and an extension that holds nothing and was set nothing. */
async function startAfresh() {
  await browser.popup.close();
  await browser.driver.closeOtherTabs();
  await browser.open('about:blank');
  await browser.press();
  await until('everything held to be dropped', () => browser.popup.evaluate(dropAll));
  await browser.popup.close();
}

async function dropAll() {
  await chrome.storage.session.clear();
  await chrome.storage.local.clear();
  return true;
}

/** @param {string} title @param {Browser} browser */
async function keep(title, browser) {
  await mkdir(KEPT, { recursive: true });
  const name = fileURLToPath(new URL(`${BROWSER} ${title.replace(/\W+/g, ' ')}`, KEPT));
  await writeFile(`${name}.html`, String(await browser.popup.html()));
  await browser.page.screenshot(`${name}.png`);
}
