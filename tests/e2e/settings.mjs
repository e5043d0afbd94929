// The options page: how an admin gets there, and what may be set, stored or given by a policy.
import { NOTES } from './admin.mjs';
import { until } from './until.mjs';

/** @typedef {import('./browser.mjs').Browser} Browser */

export const MINUTES = '#secret_minutes';
export const TEMPLATE = '#name_template';

const origin = 'https://acme.eu10.cicd.cloud.sap';
const base = { secure: true, host: 'bitbucket.example.com' };
const field = { field: 'Url', kind: 'text', labels: ['Adresse'], place: 0, of: 1 };
/** One entry of each list, of one two. */
export const LISTS = {
  allowed: [{ rule: 'Https', origin: NOTES.bitbucket }],
  learnt: [{ origin, host: 'virtual-host', base }, { origin, host: 'another', base }],
  pointed: [{ base, kind: 'Edit', fields: [field] }],
};

/** What a policy sets, and what it leaves to the admin. */
export const POLICY = {
  secret_minutes: 3,
  name_template: 'Of the policy: {slug}',
  allowed: [{ rule: 'Https', origin: NOTES.bitbucket }],
};

/** Opens the popup, whatever its state will be. @param {Browser} browser */
export async function pressAndSettle(browser) {
  await browser.press();
  await until('the popup to settle', async () => !['working', undefined].includes(await browser.popup.state()));
}

/**
 * Does a function in the popup, and closes it: while it is open, a page does not hear that one of its fields is left.
 * @template {unknown[]} A
 * @param {Browser} browser @param {(...args: A) => unknown} work @param {A} args
 */
async function inPopup(browser, work, ...args) {
  await pressAndSettle(browser);
  await browser.popup.evaluate(work, ...args);
  await browser.popup.close();
}

/** As an admin gets there from anywhere. @param {Browser} browser */
export async function openOptions(browser) {
  await pressAndSettle(browser);
  await browser.popup.click('#settings');
  await browser.popup.waitUntilClosed();
  await browser.follow(/\/options\.html$/);
  await until('the settings to be shown', () => browser.page.value(MINUTES));
}

/** What is stored, before the page is opened. @param {Browser} browser @param {object} settings */
export const store = (browser, settings) =>
  inPopup(browser, (settings) => chrome.storage.local.set({ settings }), settings);

/** As if it came from a policy, and read again: done in the page. @param {object} policy */
export async function answerWith(policy) {
  chrome.storage.managed.get = /** @type {any} */ (async () => policy);
  await chrome.storage.local.set({ changed: true });
  await chrome.storage.local.remove('changed');
}

/**
 * What the page can look like, and how it comes to that. Each step goes on from where the last one ended.
 * @type {[string, (browser: Browser) => Promise<unknown>][]}
 */
export const LOOKS_OF_OPTIONS = [
  ['empty', openOptions],
  [
    'kept',
    async (browser) => {
      await store(browser, { ...LISTS, secret_minutes: 'soon' });
      await until('what is kept to be listed', () => browser.page.shows('#pointed button'));
    },
  ],
  ['saved', (browser) => replace(browser, MINUTES, '20')],
  ['refused', (browser) => replace(browser, TEMPLATE, '{')],
  [
    'managed',
    async (browser) => {
      await browser.page.evaluate(answerWith, POLICY);
      await until('the policy to be shown', async () => (await browser.page.value(MINUTES)) === '3');
    },
  ],
];

/** Waits for another sentence, in whatever language it is. @param {Browser} browser @param {string} field */
async function replace(browser, field, /** @type {string} */ text) {
  const before = await sentence(browser);
  await browser.page.replace(field, text);
  await until('the page to say something', async () => (await sentence(browser)) !== before);
}

/** @param {Browser} browser */
const sentence = (browser) =>
  browser.page.evaluate(() => document.querySelector('#status')?.textContent ?? '');

/** @param {Browser} browser @param {RegExp} words */
export async function says(browser, words) {
  await until(`the page to say ${words}`, async () => words.test(await sentence(browser)), () => sentence(browser));
}
