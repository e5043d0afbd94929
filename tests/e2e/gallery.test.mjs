// The gallery of hostile pages, as far as it is proven by the real button: each row of the table is done as it says.
import assert from 'node:assert/strict';
import { PAGES, ROWS } from '../../www/gallery/rows.mjs';
import * as admin from './admin.mjs';
import { CATALOG, ORDERS } from './admin.mjs';
import { scene } from './scene.mjs';
import { capture, pressUntil, typeSecret } from './steps.mjs';
import { until } from './until.mjs';

/** @typedef {import('./scene.mjs').Browser} Browser */
/** @typedef {import('./scene.mjs').PracticeSite} PracticeSite */
/** @typedef {import('../../www/gallery/rows.mjs').Row} Row */
/** @typedef {import('../../www/gallery/rows.mjs').Hostile} Hostile */

const SECRET = 'nobody-else-may-hear-this';
const FOREIGN = 'https://builds.example.com/hook';

/** What is held before every row. @type {{data: {url: string}[], secrets: {expires: number}[]}} */
let held;

scene('an admin holds two repositories with their secret', async ({ browser }) => {
  for (const repository of [CATALOG, ORDERS]) await capture(browser, repository);
  await admin.openCreateForm(browser, ORDERS);
  await pressUntil(browser, 'needs-secret');
  await typeSecret(browser, SECRET);
  await browser.popup.waitForState('filled');
  held = /** @type {typeof held} */ (await browser.popup.evaluate(whatIsHeld));
  assert.ok(JSON.stringify(held).includes(SECRET));
});

for (const { does, ends, page } of ROWS) {
  if (page) scene(does, (given) => meet({ ...given, ends, page }), holdAgain);
}

/** The popup of the row before can do it, if it is still open. @param {Browser} browser */
async function holdAgain(browser) {
  if ((await browser.popup.state()) === undefined) await browser.press();
  await until('everything to be held again', () => browser.popup.evaluate(hold, held));
}

/** @param {{browser: Browser, site: PracticeSite, ends: string, page: Hostile}} given */
async function meet({ browser, site, ends, page }) {
  await reach(browser, site, page);
  if (page.spoil) await browser.page.evaluate(page.spoil, ...(page.given ?? []));
  if (page.at) {
    await until('the page to go there', async () => page.at?.test(await browser.page.url()));
    await until('all of it to be there', () => browser.page.evaluate(isWhole));
  }
  const before = await browser.page.evaluate(fields);
  const requests = site.requests.length;

  await pressUntil(browser, page.then?.first ?? ends);
  if (page.then) {
    if (page.then.spoil) await browser.page.evaluate(page.then.spoil);
    await browser.page.waitFor('//body');
    await browser.popup.click(page.then.button);
    await browser.popup.waitForState(ends);
  }
  const after = await browser.page.evaluate(fields);
  if (ends === 'filled') assertFilled(before, after, page.on === 'classic' ? 1 : 0);
  else assert.deepEqual(after, before, 'nothing is written, or it is put back');
  if (ends !== 'filled' && ends !== 'captured') {
    const now = /** @type {typeof held} */ (await browser.popup.evaluate(whatIsHeld));
    assert.deepEqual(exceptUses(now), exceptUses(held), 'nothing but a yes is taken, and nothing is lost');
  }
  assert.equal(await browser.page.evaluate(hasHeard, SECRET), false, 'the page’s scripts hear nothing of the secret');
  assert.ok(!site.requests.slice(requests).some(({ method }) => method !== 'GET'), 'nothing is sent');
}

/** What is held, whatever was agreed to, filled, looked up and used meanwhile. @param {typeof held} all */
function exceptUses(all) {
  return { ...all, consents: [], progress: [], secrets: all.secrets.map((secret) => ({ ...secret, expires: 0 })) };
}

/** @param {Browser} browser @param {PracticeSite} site @param {Hostile} page */
async function reach(browser, site, { on, headers = {} }) {
  const address = PAGES[on];
  for (const base of [admin.BITBUCKET, admin.CLASSIC_BITBUCKET, 'https://evil.test/bitbucket.example.com']) {
    site.say(base, headers);
  }
  if (/PopUp|popUp/.test(on)) return admin.openWebhookDataPopUp(browser, 'orders', address);
  if (on === 'edit') site.addWebhook(admin.BITBUCKET, 'SHOP/orders', { name: 'Builds', url: FOREIGN });
  await browser.open(address);
  if (/create$|edit/.test(address)) await admin.waitForForm(browser.page);
}

/**
 * @typedef {[name: string, value: string, ticked: boolean][]} Fields
 * @param {Fields} before @param {Fields} after @param {number} which of the repositories
 */
function assertFilled(before, after, which) {
  const changed = after.filter((field, place) => String(field) !== String(before[place]));
  const [name, url, secret] = changed.map(([, value]) => value);
  assert.match(name, /^SAP CI\/CD – /);
  assert.equal(url, held.data[which].url);
  assert.equal(secret, SECRET);
  assert.equal(after.length, before.length);
}

// Functions that are done in the page or in the popup.

async function whatIsHeld() {
  return (await chrome.storage.session.get('held')).held;
}

/** @param {object} all */
async function hold(all) {
  await chrome.storage.session.set({ held: all });
  return true;
}

function isWhole() {
  return document.readyState === 'complete';
}

/** What stands in every field. @returns {Fields} */
function fields() {
  const all = [...document.getElementsByTagName('input'), ...document.getElementsByTagName('textarea')];
  return all.map((field) => [field.name, field.value, 'checked' in field && field.checked]);
}

/** @param {string} secret */
function hasHeard(secret) {
  /** @type {any} */
  const { heard } = window;
  return [...(heard ?? [])].some((word) => String(word).includes(secret));
}
