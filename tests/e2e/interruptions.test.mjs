// What comes between: a popup that closes, a worker that the browser ends, a site that takes the page's place, time.
import assert from 'node:assert/strict';
import { PAGES } from '../../www/gallery/rows.mjs';
import * as admin from './admin.mjs';
import { NOTES, ORDERS } from './admin.mjs';
import { scene } from './scene.mjs';
import { capture, pressUntil, stored, typeSecretOnForm } from './steps.mjs';
import { until } from './until.mjs';

/** @typedef {import('./scene.mjs').Browser} Browser */

const NAME = '//input[@name="name"]';
const URL_FIELD = '//input[@name="url"]';
const SECRET_FIELD = '//input[@name="secret"]';
const FIELDS = [NAME, URL_FIELD, SECRET_FIELD];
const SECRET = 'held-all-the-while';

/** Webhook data of a repository, and its secret. @param {Browser} browser */
async function holdOrders(browser) {
  await typeSecretOnForm(browser, ORDERS, SECRET);
  await browser.popup.waitForState('filled');
  await browser.popup.close();
}

/** Up to the question whether a form that came by http shall be filled. @param {Browser} browser */
async function askAboutHttp(browser) {
  await typeSecretOnForm(browser, NOTES, SECRET);
  await browser.popup.waitForState('confirm');
}

/** @param {Browser} browser */
async function assertEmpty(browser) {
  for (const field of FIELDS) assert.equal(await browser.page.value(field), '', field);
}

scene('in a private window there is no extension, and nobody can let it in', async ({ browser }) => {
  assert.equal(await browser.driver.isInWindow(false), true);
  assert.equal(await browser.driver.isInWindow(true), false);
  assert.equal(await browser.driver.canBeLetIntoPrivateWindows(), false);
});

// ---- the popup ----

scene('two quick presses fill once', async ({ browser, site }) => {
  await holdOrders(browser);
  await admin.openCreateForm(browser, ORDERS);
  await browser.page.evaluate(countInputs);
  await browser.driver.press();
  await browser.driver.press();
  // The second one may have closed what the first had opened.
  if ((await browser.popup.state()) === undefined) await browser.press();
  await browser.popup.waitForState('filled');
  assert.deepEqual(await browser.page.evaluate(inputs), { name: 1, url: 1, secret: 1 });
  await browser.popup.close();
  await admin.submit(browser.page);
  assert.deepEqual(stored(site, ORDERS).map(({ configuration }) => configuration.secret), [SECRET]);
});

function countInputs() {
  /** @type {Record<string, number>} */
  const counts = {};
  document.addEventListener('input', ({ target }) => {
    const { name } = /** @type {HTMLInputElement} */ (target);
    counts[name] = (counts[name] ?? 0) + 1;
  });
  Object.assign(window, { counts });
}

/** How often something was typed or written, by the names of the text fields. */
function inputs() {
  const { name, url, secret } = /** @type {any} */ (window).counts;
  return { name, url, secret };
}

scene('a popup that is closed while it waits for the form leaves it alone', async ({ browser }) => {
  await holdOrders(browser);
  await browser.open(`${admin.createPage(ORDERS)}?delay=1000`);
  await browser.press();
  await browser.popup.waitForState('working');
  await browser.popup.close();
  await admin.waitForForm(browser.page);
  await browser.page.nextFrames();
  await assertEmpty(browser);
  await pressUntil(browser, 'filled');
});

scene('a popup that is closed during a question leaves the form alone, and asks again', async ({ browser }) => {
  await askAboutHttp(browser);
  await browser.popup.close();
  await assertEmpty(browser);
  await pressUntil(browser, 'confirm');
  await browser.popup.click('#primary');
  await browser.popup.waitForState('filled');
});

scene('a popup that is closed while the form is being filled leaves it whole', async ({ browser, site }) => {
  await holdOrders(browser);
  await admin.openCreateForm(browser, ORDERS);
  site.slow(ORDERS.bitbucket, 1000);
  await browser.page.evaluate(standStillAtTheName);
  await browser.press();
  await until('the page to stand still', () => site.requests.some(({ path }) => path.endsWith('/stands-still')));
  await browser.popup.close();
  await until('the last field to be filled', async () => (await browser.page.value(SECRET_FIELD)) === SECRET);
  site.slow(ORDERS.bitbucket, 0);

  await pressUntil(browser, 'filled');
  const done = (await browser.popup.rows()).filter(({ outcome }) => outcome).map(({ outcome }) => outcome);
  assert.deepEqual([...new Set(done)], ['right'], 'nothing is left to be filled');
});

/** The page waits for its server when the name is written, and the URL and the secret are not yet. */
function standStillAtTheName() {
  const wait = () => {
    const request = new XMLHttpRequest();
    request.open('GET', '/rest/api/latest/stands-still', false);
    request.send();
  };
  document.querySelector('input[name=name]')?.addEventListener('input', wait, { once: true });
}

scene('a page of another site that comes during a question is not read', async ({ browser }) => {
  await askAboutHttp(browser);
  await browser.driver.open(PAGES.path);
  await admin.waitForForm(browser.page);
  await browser.popup.click('#primary');
  assert.match(await untilSettled(browser), /lets no extension read this page/);
  await assertEmpty(browser);
  assert.deepEqual(await browser.driver.worldsOfTheExtension(), [], 'no script of the extension came so far');
});

/** @param {Browser} browser */
async function untilSettled(browser) {
  await browser.popup.waitForState('unknown-page');
  return String(await browser.popup.text('#status'));
}

// ---- the worker, and time ----

scene('a worker that the browser has ended loses nothing between capture and fill', async ({ browser }) => {
  const url = await capture(browser, ORDERS);
  await browser.popup.close();
  await browser.driver.endWorker();
  await admin.openCreateCredential(browser, admin.OLDER_CICD);
  await browser.page.type(admin.CREDENTIAL_NAME, 'webhook-credential');
  await browser.page.type(admin.CREDENTIAL_SECRET, SECRET);
  await pressUntil(browser, 'secret-captured');
  await browser.popup.close();
  await browser.driver.endWorker();
  await admin.openCreateForm(browser, ORDERS);
  await pressUntil(browser, 'filled');
  assert.equal(await browser.page.value(URL_FIELD), url);
  assert.equal(await browser.page.value(SECRET_FIELD), SECRET);
});

scene('what has expired is dropped with no popup open, by a worker that had been ended', async ({ browser }) => {
  await holdOrders(browser);
  await browser.press();
  await browser.popup.evaluate(() => chrome.runtime.openOptionsPage());
  await browser.follow(/\/options\.html$/);
  await browser.popup.close();
  assert.equal(await browser.page.evaluate(secretsHeld), 1);
  const expires = await browser.page.evaluate(letSecretsExpireSoon);
  await until('the alarm to be set', async () => (await browser.page.evaluate(nextAlarm)) === expires);
  await browser.driver.endWorker();
  assert.equal(await browser.page.evaluate(secretsHeld), 1, 'the worker had ended before');
  await until('the secret to be dropped', async () => (await browser.page.evaluate(secretsHeld)) === 0);

  await admin.openCreateForm(browser, ORDERS);
  await pressUntil(browser, 'needs-secret');
  await assertEmpty(browser);
});

async function secretsHeld() {
  /** @type {any} */
  const { held } = await chrome.storage.session.get('held');
  return held.secrets?.length ?? 0;
}

async function letSecretsExpireSoon() {
  /** @type {any} */
  const items = await chrome.storage.session.get('held');
  const expires = Date.now() + 2000;
  for (const secret of items.held.secrets) secret.expires = expires;
  await chrome.storage.session.set(items);
  return expires;
}

async function nextAlarm() {
  const [alarm] = await chrome.alarms.getAll();
  return alarm?.scheduledTime;
}

scene('what expires while the popup asks is not filled any more', async ({ browser }) => {
  await askAboutHttp(browser);
  assert.equal(await browser.popup.evaluate(secretsHeld), 1);
  await browser.popup.run('const then = window.Date.now() + 16 * 60_000; window.Date.now = () => then; "later"');
  await browser.popup.click('#primary');
  await browser.popup.waitForState('needs-secret');
  assert.equal(await browser.popup.evaluate(secretsHeld), 0);
  await assertEmpty(browser);
});
