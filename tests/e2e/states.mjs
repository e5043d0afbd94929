// Every state of the popup, and how an admin gets there by real presses. It is one walk: each step goes on from where
// the last one ended, and what is held grows on the way. tests/arrows.rs fails if a state has no step here.
import * as admin from './admin.mjs';
import { CATALOG, CHECKOUT, NOTES, ORDERS, WAREHOUSE } from './admin.mjs';
import { until } from './until.mjs';

/** @typedef {import('./browser.mjs').Browser} Browser */
/** @typedef {import('../../www/server/site.mjs').PracticeSite} PracticeSite */
/**
 * @typedef {object} Step
 * @property {string} state `data-state` at its end
 * @property {string} [by] what makes it differ from other steps to that state
 * @property {(browser: Browser, site: PracticeSite) => Promise<void>} [page] the way to a page; there she presses
 * @property {(popup: Browser['popup']) => Promise<void>} [choose] what is done in the popup that is open
 */

/** @type {Step[]} each state, and a list of what is held */
export const STATES = [
  { state: 'no-data', page: (browser) => admin.openCreateForm(browser, ORDERS) },
  { state: 'nothing-here', page: (browser) => admin.openOlderDetailView(browser, ORDERS.name) },
  { state: 'captured', page: (browser) => admin.openWebhookDataSection(browser, ORDERS.name) },
  { state: 'open-form', page: (browser) => browser.open(admin.browsePage(ORDERS)) },
  { state: 'working', page: (browser) => browser.open(`${admin.createPage(ORDERS)}?delay=60000`) },
  { state: 'needs-secret', page: (browser) => admin.openCreateForm(browser, ORDERS) },
  { state: 'needs-secret', by: 'refusal', choose: (popup) => popup.click('#primary') },
  {
    state: 'filled',
    async choose(popup) {
      await popup.type('#secret', 'typed-once');
      await popup.click('#primary');
    },
  },
  { state: 'undone', choose: (popup) => popup.click('#secondary') },
  { state: 'filled', by: 'again', choose: (popup) => popup.click('#primary') },
  { state: 'verified', page: storeAndList },
  { state: 'exists', page: (browser) => admin.openCreateForm(browser, ORDERS) },
  { state: 'confirm', by: 'another webhook', page: changeTheUrl },
  { state: 'differs', page: storeAndList },
  { state: 'ambiguous', page: openDoubledForm },
  { state: 'ambiguous', by: 'description', choose: (popup) => popup.click('#primary') },
  { state: 'ambiguous', by: 'fields', choose: (popup) => popup.click('#secondary') },
  { state: 'error', page: (browser) => openSpoiltForm(browser, coverTheUrl) },
  { state: 'unknown-page', page: (browser) => browser.open(PAGE_THAT_NO_EXTENSION_MAY_READ[browser.name]) },
  { state: 'wrong-repository', page: (browser) => admin.openCreateForm(browser, CATALOG) },
  {
    state: 'secret-captured',
    async page(browser) {
      await admin.openCreateCredential(browser);
      await admin.generateCredential(browser.page, 'webhook-credential');
    },
  },
  { state: 'captured', by: 'warning', page: (browser) => admin.openWebhookDataSection(browser, CHECKOUT.name) },
];

/** @type {Step[]} what else these states show; it goes on from there */
export const FURTHER = [
  { state: 'confirm', by: 'host', page: openForeignPopUp },
  { state: 'ambiguous', by: 'description copied', page: openDoubledForm, choose: copyTheDescription },
  { state: 'ambiguous', by: 'fields wrong', page: openDoubledForm, choose: chooseNoField },
  { state: 'wrong-repository', by: 'several', page: (browser) => admin.openCreateForm(browser, CATALOG) },
  { state: 'captured', by: 'github', page: (browser) => admin.openWebhookDataSection(browser, 'storefront') },
  { state: 'captured', by: 'http', page: (browser) => admin.openWebhookDataSection(browser, NOTES.name) },
  { state: 'confirm', by: 'http', page: (browser) => admin.openCreateForm(browser, NOTES) },
  { state: 'captured', by: 'virtual host', page: (browser) => admin.openWebhookDataSection(browser, WAREHOUSE.name) },
  { state: 'confirm', by: 'virtual host', page: (browser) => admin.openCreateForm(browser, WAREHOUSE) },
  {
    state: 'filled',
    by: 'mention',
    async page(browser) {
      await admin.openCreateForm(browser, ORDERS);
      await browser.page.click('(//label[normalize-space()="Modified"])[1]');
    },
  },
  { state: 'open-form', by: 'project', page: (browser) => browser.open(admin.projectPage(ORDERS)) },
  {
    state: 'open-form',
    by: 'archive',
    async page(browser, site) {
      site.archive(CHECKOUT.bitbucket, 'SHOP/checkout');
      await browser.open(admin.listPage(CHECKOUT));
    },
  },
  {
    state: 'open-form',
    by: 'permission',
    async page(browser, site) {
      site.takePermission(WAREHOUSE.bitbucket, 'SHOP/warehouse');
      await browser.open(admin.createPage(WAREHOUSE));
    },
  },
  {
    state: 'open-form',
    by: 'login',
    async page(browser, site) {
      site.logOut(ORDERS.bitbucket);
      await browser.open(admin.createPage(ORDERS));
    },
  },
  { state: 'no-data', by: 'forget', choose: (popup) => popup.click('#forget') },
];

/** Pages of the browser itself. */
export const PAGE_THAT_NO_EXTENSION_MAY_READ = { chromium: 'chrome://version', firefox: 'about:config' };

/**
 * @param {Step[]} steps
 * @param {{browser: Browser, site: PracticeSite}} given a browser with one empty tab, and nothing held
 * @param {(name: string) => Promise<void>} see what to do after each; the name is the state's, and what makes it differ
 */
export async function walk(steps, { browser, site }, see) {
  for (const { state, by, page, choose } of steps) {
    if (page) {
      await browser.popup.close();
      await page(browser, site);
      await browser.press();
    }
    await choose?.(browser.popup);
    await browser.popup.waitForState(state);
    await see([state, ...(by?.split(' ') ?? [])].join('-'));
  }
}

/** Stores what the form holds. @param {Browser} browser */
async function storeAndList(browser) {
  await admin.submit(browser.page);
  await browser.open(admin.listPage(ORDERS));
}

/** @param {Browser} browser */
async function changeTheUrl(browser) {
  await browser.open(admin.editPage(ORDERS, 1));
  await admin.waitForForm(browser.page);
  await browser.page.type('//input[@name="url"]', '/changed');
}

/** SAP's page on a host that is none of SAP's. @param {Browser} browser */
function openForeignPopUp(browser) {
  return admin.openWebhookDataPopUp(browser, ORDERS.name, admin.FOREIGN_CICD);
}

/** @param {Browser} browser */
function openDoubledForm(browser) {
  return openSpoiltForm(browser, doubleTheUrl);
}

/** @param {Browser['popup']} popup */
async function copyTheDescription(popup) {
  await popup.click('#primary');
  await until('the description', () => popup.visible('#description'));
  const before = await popup.text('#status');
  // A real key: a browser lets nothing be copied without.
  await popup.key('Enter');
  await until('it to be copied', async () => (await popup.text('#status')) !== before);
}

/** @param {Browser['popup']} popup */
async function chooseNoField(popup) {
  await popup.click('#secondary');
  await until('the fields to choose', () => popup.visible('select'));
  await popup.click('#primary');
}

/** @param {Browser} browser @param {() => void} spoil */
async function openSpoiltForm(browser, spoil) {
  await admin.openCreateForm(browser, ORDERS);
  await browser.page.evaluate(spoil);
}

// Functions that are done in the page.

export function coverTheUrl() {
  const box = /** @type {HTMLElement} */ (document.querySelector('input[name=url]')?.parentElement);
  const cover = document.createElement('div');
  box.style.position = 'relative';
  cover.style.cssText = 'position: absolute; inset: 0';
  box.append(cover);
}

export function doubleTheUrl() {
  const another = document.createElement('input');
  another.ariaLabel = 'URL';
  document.querySelector('input[name=url]')?.closest('form')?.append(another);
}
