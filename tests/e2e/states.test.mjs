// What a press shows where the journey does not go straight on: nothing is filled, and the popup says why.
import assert from 'node:assert/strict';
import * as admin from './admin.mjs';
import { CATALOG, CHECKOUT, NOTES, ORDERS } from './admin.mjs';
import { BROWSER, scene } from './scene.mjs';
import { capture, pressUntil, stored, typeSecret } from './steps.mjs';
import { coverTheUrl, doubleTheUrl, PAGE_THAT_NO_EXTENSION_MAY_READ, STATES, walk } from './states.mjs';
import { until } from './until.mjs';

/** @typedef {import('./scene.mjs').Browser} Browser */

const NAME = '//input[@name="name"]';
const URL_FIELD = '//input[@name="url"]';

scene('the form of another repository is not filled, until everything is forgotten', async ({ browser }) => {
  await capture(browser, ORDERS);
  await admin.openCreateForm(browser, CATALOG);
  const said = await pressUntil(browser, 'wrong-repository');
  assert.match(said, /catalog/);
  assert.match(said, /orders/);
  assert.equal(await browser.page.value(URL_FIELD), '');

  await browser.popup.click('#forget');
  await browser.popup.waitForState('no-data');
  await admin.openCreateForm(browser, ORDERS);
  await pressUntil(browser, 'no-data');
  assert.equal(await browser.page.value(URL_FIELD), '');
});

/** Up to the question whether a form that came by http shall be filled. @param {Browser} browser */
async function askAboutHttp(browser) {
  await capture(browser, NOTES);
  await admin.openCreateForm(browser, NOTES);
  await pressUntil(browser, 'needs-secret');
  await typeSecret(browser, 'over-http');
  await browser.popup.waitForState('confirm');
}

scene('an http Bitbucket is filled only after a yes', async ({ browser, site }) => {
  await askAboutHttp(browser);
  assert.equal(await browser.page.value(URL_FIELD), '');

  await browser.popup.click('#primary');
  await browser.popup.waitForState('filled');
  await browser.popup.close();
  await admin.submit(browser.page);
  assert.equal(stored(site, NOTES)[0].configuration.secret, 'over-http');
});

scene('a No leaves an http Bitbucket alone', async ({ browser }) => {
  await askAboutHttp(browser);
  await browser.popup.click('#secondary');
  await browser.popup.waitUntilClosed();
  assert.equal(await browser.page.value(URL_FIELD), '');
});

scene('a repository that was renamed is filled deliberately', async ({ browser, site }) => {
  await capture(browser, CATALOG);
  await admin.openCreateForm(browser, ORDERS);
  await pressUntil(browser, 'wrong-repository');
  await browser.popup.click('#secondary');
  await browser.popup.waitForState('needs-secret');
  await typeSecret(browser, 'renamed');
  await browser.popup.waitForState('filled');
  await browser.popup.close();
  await admin.submit(browser.page);
  assert.equal(stored(site, ORDERS)[0].name, 'SAP CI/CD – catalog');
});

/** What can be wrong with a control, the state that says so, and the words. @type {[() => void, string, RegExp][]} */
const TROUBLES = [
  [coverTheUrl, 'error', /the field URL is covered/],
  [lockTheUrl, 'error', /the field URL takes no input/],
  [doubleTheUrl, 'ambiguous', /the field URL is there more than once/],
];

scene('a form with a control that is covered, locked or doubled is not filled at all', async ({ browser }) => {
  await capture(browser, ORDERS);
  await admin.openCreateForm(browser, ORDERS);
  await fillWithSecret(browser, 'held from now on');
  for (const [spoil, state, words] of TROUBLES) {
    await admin.openCreateForm(browser, ORDERS);
    await browser.page.evaluate(spoil);
    assert.match(await pressUntil(browser, state), words);
    assert.equal(await browser.page.value(NAME), '', 'nothing is half filled');
    assert.equal(await browser.page.value(URL_FIELD), '');
  }
});

function lockTheUrl() {
  /** @type {HTMLInputElement} */ (document.querySelector('input[name=url]')).readOnly = true;
}

scene('another page of the repository leads to its form', async ({ browser }) => {
  await capture(browser, ORDERS);
  await browser.open(admin.browsePage(ORDERS));
  await pressUntil(browser, 'open-form');
  await browser.popup.click('#primary');
  await browser.follow(new RegExp(`^${admin.createPage(ORDERS)}$`));
  await admin.waitForForm(browser.page);
  await pressUntil(browser, 'needs-secret');
});

scene('a repository that is cloned by ssh is filled on its form', async ({ browser, site }) => {
  await capture(browser, CHECKOUT);
  await admin.openCreateForm(browser, CHECKOUT);
  await fillWithSecret(browser, 'by-ssh');
  await browser.popup.close();
  await admin.submit(browser.page);
  assert.equal(stored(site, CHECKOUT)[0].configuration.secret, 'by-ssh');
});

/** Types the secret, and says yes to whatever is asked on the way. @param {Browser} browser @param {string} secret */
async function fillWithSecret(browser, secret) {
  await pressUntil(browser, 'needs-secret');
  await typeSecret(browser, secret);
  if ((await browser.popup.waitForState('filled', 'confirm')) === 'filled') return;
  await browser.popup.click('#primary');
  await browser.popup.waitForState('filled');
}

for (const repository of [ORDERS, CATALOG]) {
  scene(`what the admin entered stays, and Undo puts the rest back: ${repository.name}`, async ({ browser, site }) => {
    await capture(browser, repository);
    await admin.openCreateForm(browser, repository);
    await browser.page.type(NAME, 'My own name');
    await browser.page.click('(//label[normalize-space()="Modified"])[1]');
    await fillWithSecret(browser, 'first');
    const rows = Object.fromEntries((await browser.popup.rows()).map(({ field, outcome }) => [field, outcome]));
    assert.equal(rows.name, 'kept');
    assert.equal(rows.url, 'filled');
    assert.match(String(await browser.popup.html()), /'Modified' is ticked too/);

    await browser.popup.click('#secondary');
    await browser.popup.waitForState('undone');
    assert.equal(await browser.page.value(NAME), 'My own name');
    assert.equal(await browser.page.value(URL_FIELD), '');

    await pressUntil(browser, 'filled');
    await browser.popup.close();
    await admin.submit(browser.page);
    const [webhook] = stored(site, repository);
    assert.equal(webhook.name, 'My own name');
    assert.deepEqual(webhook.events.toSorted(), ['repo:modified', 'repo:refs_changed']);
    assert.equal(webhook.configuration.secret, 'first');
  });
}

scene('a page of the service without anything to take says what is missing', async ({ browser }) => {
  await admin.openDetailView(browser, 'orders');
  assert.match(await pressUntil(browser, 'nothing-here'), /scroll to Webhook Data/);
  await admin.openOlderDetailView(browser, 'orders');
  assert.match(await pressUntil(browser, 'nothing-here'), /Choose Webhook Data/);
  await admin.openCreateCredential(browser);
  assert.match(await pressUntil(browser, 'nothing-here'), /no name yet/);
  await browser.popup.close();
  await browser.page.type(admin.CREDENTIAL_NAME, 'webhook-credential');
  assert.match(await pressUntil(browser, 'nothing-here'), /no secret yet/);
  await admin.openCreateOtherCredential(browser);
  assert.match(await pressUntil(browser, 'nothing-here'), /'Basic Authentication'/);
});

scene('a form that mounts late is waited for, one that never does is not', async ({ browser }) => {
  await capture(browser, ORDERS);
  await browser.open(`${admin.createPage(ORDERS)}?delay=1500`);
  await pressUntil(browser, 'needs-secret');
  await browser.open(`${admin.createPage(ORDERS)}?delay=60000`);
  await pressUntil(browser, 'unknown-page');
});

scene('a page that no extension may read is named as such', async ({ browser }) => {
  await browser.open(PAGE_THAT_NO_EXTENSION_MAY_READ[BROWSER]);
  assert.match(await pressUntil(browser, 'unknown-page'), /lets no extension read this page/);
});

scene('a failure inside the popup is shown, and can be tried again', async ({ browser }) => {
  await capture(browser, ORDERS);
  await browser.popup.evaluate(breakThePopup);
  await browser.popup.click('#forget');
  await browser.popup.waitForState('error');
  assert.match(String(await browser.popup.text('#status')), /Something went wrong inside the extension/);
  await browser.popup.click('#primary');
  await browser.popup.waitForState('captured');
});

/** A failure that no part of the popup knows of: the place for what it shows is not found any more. */
function breakThePopup() {
  document.getElementById('content')?.removeAttribute('id');
}

scene('a popup that is opened again goes on where it was, in every state', async ({ browser, site }) => {
  /** @type {Set<string>} */
  const resumed = new Set();
  let at = 0;
  await walk(STATES, { browser, site }, async () => {
    const { state } = STATES[at];
    at += 1;
    // There is an undo only in the popup that filled.
    if ([state, STATES[at]?.state].includes('undone')) return;
    await pressUntil(browser, state);
    resumed.add(state);
  });
  const notResumed = new Set(STATES.map(({ state }) => state).filter((state) => !resumed.has(state)));
  // To press again after an undo is to fill again.
  assert.deepEqual([...notResumed], ['undone']);
});

scene('the keys of the shortcut do the same as the button', async ({ browser }) => {
  await admin.openWebhookDataPopUp(browser, 'orders');
  await browser.shortcut();
  await browser.popup.waitForState('captured');
});

scene('a secret that has expired is dropped by the background', async ({ browser }) => {
  await admin.openCreateCredential(browser);
  await admin.generateCredential(browser.page, 'webhook-credential');
  await pressUntil(browser, 'secret-captured');
  assert.equal(await browser.popup.evaluate(secretsHeld), 1);

  await browser.popup.evaluate(letSecretsExpireSoon);
  await until('the secret to be dropped', async () => (await browser.popup.evaluate(secretsHeld)) === 0);
});

async function secretsHeld() {
  /** @type {any} */
  const { held } = await chrome.storage.session.get('held');
  return held.secrets.length;
}

async function letSecretsExpireSoon() {
  /** @type {any} */
  const items = await chrome.storage.session.get('held');
  for (const secret of items.held.secrets) secret.expires = Date.now() + 300;
  await chrome.storage.session.set(items);
}

scene('before the press nothing of the extension is in any page', async ({ browser, site }) => {
  await admin.openCreateForm(browser, ORDERS);
  const before = await browser.page.evaluate(allThatAPageCanSee);
  const requests = site.requests.length;
  assert.deepEqual(await browser.driver.worldsOfTheExtension(), []);

  await pressUntil(browser, 'no-data');
  await browser.popup.close();
  assert.equal((await browser.driver.worldsOfTheExtension()).length, 1, 'the press itself is seen by this check');
  assert.equal(await browser.page.evaluate(allThatAPageCanSee), before, 'nor anything for the page to see after it');
  assert.equal(site.requests.length, requests, 'nor a request');
});

function allThatAPageCanSee() {
  return JSON.stringify([Object.getOwnPropertyNames(globalThis).sort(), document.documentElement.outerHTML]);
}
