// What the guard asks about and refuses, by real presses: where webhook data and secrets are from, and what is whole.
import assert from 'node:assert/strict';
import * as admin from './admin.mjs';
import { NOTES, ORDERS } from './admin.mjs';
import { scene } from './scene.mjs';
import { capture, pressUntil, stored, typeSecret } from './steps.mjs';

const URL_FIELD = '//input[@name="url"]';

scene('a host that is not one of SAP’s is asked about before anything is taken', async ({ browser }) => {
  await admin.openWebhookDataPopUp(browser, ORDERS.name, admin.FOREIGN_CICD);
  assert.match(await pressUntil(browser, 'confirm'), /https:\/\/cicd\.internal\.example\.com, which is none of SAP/);
  await browser.popup.click('#secondary');
  await browser.popup.waitUntilClosed();
  await browser.press();
  await browser.popup.waitForState('confirm');
  assert.equal(await browser.popup.visible('#forget'), false, 'nothing is held');

  await browser.popup.click('#primary');
  await browser.popup.waitForState('captured');
  const rows = Object.fromEntries((await browser.popup.rows()).map(({ field, value }) => [field, value]));
  assert.equal(rows.origin, 'https://cicd.internal.example.com');
});

scene('data and secret from such a host are asked about again where they are filled', async ({ browser, site }) => {
  await admin.openWebhookDataPopUp(browser, ORDERS.name, admin.FOREIGN_CICD);
  await pressUntil(browser, 'confirm');
  await browser.popup.click('#primary');
  await browser.popup.waitForState('captured');
  await admin.openCreateCredential(browser, admin.FOREIGN_CICD);
  await browser.page.type(admin.CREDENTIAL_NAME, 'webhook-credential');
  await browser.page.type(admin.CREDENTIAL_SECRET, 'from-elsewhere');
  await pressUntil(browser, 'confirm');
  await browser.popup.click('#primary');
  await browser.popup.waitForState('secret-captured');

  await admin.openCreateForm(browser, ORDERS);
  assert.match(await pressUntil(browser, 'confirm'), /taken from https:\/\/cicd\.internal\.example\.com/);
  assert.equal(await browser.page.value(URL_FIELD), '');
  await browser.popup.click('#primary');
  await browser.popup.waitForState('filled');
  await browser.popup.close();
  await admin.submit(browser.page);
  assert.equal(stored(site, ORDERS)[0].configuration.secret, 'from-elsewhere');
});

scene('the secret of another subaccount’s credential of the same name is not used', async ({ browser }) => {
  await capture(browser, ORDERS);
  await admin.openCreateCredential(browser, admin.OTHER_SUBACCOUNT);
  await browser.page.type(admin.CREDENTIAL_NAME, 'webhook-credential');
  await browser.page.type(admin.CREDENTIAL_SECRET, 'of-the-other-one');
  await pressUntil(browser, 'secret-captured');
  await admin.openCreateForm(browser, ORDERS);
  await pressUntil(browser, 'needs-secret');
  assert.equal(await browser.page.value(URL_FIELD), '');
});

scene('a second Generate replaces the first secret', async ({ browser }) => {
  await admin.openCreateCredential(browser);
  await admin.generateCredential(browser.page, 'webhook-credential');
  await pressUntil(browser, 'secret-captured');
  await browser.popup.close();
  const first = await browser.page.value(admin.CREDENTIAL_SECRET);
  await browser.page.click(admin.button('Generate'));
  const second = await browser.page.value(admin.CREDENTIAL_SECRET);
  assert.notEqual(second, first);
  await pressUntil(browser, 'secret-captured');
  assert.deepEqual(await browser.popup.evaluate(secretsHeld), [second]);
});

async function secretsHeld() {
  /** @type {any} */
  const { held } = await chrome.storage.session.get('held');
  return held.secrets.map((/** @type {any} */ { secret }) => secret);
}

scene('of two tabs with the same form the one in front is filled', async ({ browser }) => {
  const url = await capture(browser, ORDERS);
  await browser.popup.click('#primary');
  await browser.follow(/\/create$/);
  await admin.waitForForm(browser.page);
  await browser.page.evaluate(tellOtherTabs);
  await pressUntil(browser, 'needs-secret');
  await browser.popup.evaluate(openTab, `${admin.createPage(ORDERS)}?second`);
  await browser.follow(/\?second$/);
  await admin.waitForForm(browser.page);
  await pressUntil(browser, 'needs-secret');
  await typeSecret(browser, 'in-front');
  await browser.popup.waitForState('filled');
  assert.equal(await browser.page.value(URL_FIELD), url);
  assert.deepEqual(await browser.page.evaluate(askTheOtherForm), ['', '', '']);
});

/** @param {string} url */
function openTab(url) {
  chrome.tabs.create({ url });
}

/** The form tells other tabs what stands in its fields. */
function tellOtherTabs() {
  const channel = new BroadcastChannel('forms');
  const fields = () => ['name', 'url', 'secret'].map((name) => document.getElementsByName(name)[0]);
  channel.onmessage = () => channel.postMessage(fields().map((field) => /** @type {any} */ (field).value));
  Object.assign(window, { channel });
}

function askTheOtherForm() {
  const channel = new BroadcastChannel('forms');
  return new Promise((answer) => {
    channel.onmessage = ({ data }) => answer(data);
    channel.postMessage('');
  });
}

scene('a secret with half a character in it is not taken', async ({ browser }) => {
  await admin.openCreateCredential(browser);
  await browser.page.type(admin.CREDENTIAL_NAME, 'webhook-credential');
  await browser.page.type(admin.CREDENTIAL_SECRET, 'whole');
  await browser.page.evaluate(breakTheSecret);
  assert.match(await pressUntil(browser, 'error'), /broken character/);
  assert.equal(await browser.popup.visible('#forget'), false, 'nothing is held');
});

function breakTheSecret() {
  const secret = /** @type {HTMLInputElement} */ (document.getElementById('createCredential--secret-inner'));
  secret.value = 'half-\ud83d';
}

scene('two quick clicks on Yes fill once', async ({ browser, site }) => {
  await capture(browser, NOTES);
  await admin.openCreateForm(browser, NOTES);
  await pressUntil(browser, 'needs-secret');
  await typeSecret(browser, 'once');
  await browser.popup.waitForState('confirm');
  await browser.popup.evaluate(clickTwice);
  await browser.popup.waitForState('filled');
  await browser.popup.close();
  await admin.submit(browser.page);
  assert.deepEqual(stored(site, NOTES).map(({ configuration }) => configuration.secret), ['once']);
});

function clickTwice() {
  const yes = document.getElementById('primary');
  yes?.click();
  yes?.click();
}
