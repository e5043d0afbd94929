// Where a secret is after a whole walk, and where it is not: it is searched for in everything that could have kept it.
import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { changeUrlLater, coverUrl, doubleUrl, refuseUrl } from '../../www/gallery/spoil.mjs';
import { startPracticeSite } from '../../www/server/site.mjs';
import * as admin from './admin.mjs';
import { CATALOG, CHECKOUT, NOTES, ORDERS } from './admin.mjs';
import { launch } from './browser.mjs';
import { filesWith, shapesIn, shapesOf } from './search.mjs';
import { pressUntil, stored } from './steps.mjs';
import { until } from './until.mjs';

const BROWSER = /** @type {import('./browser.mjs').BrowserName} */ (process.env.BROWSER ?? 'chromium');

/** No part of it is anywhere else. Characters that are written in other ways here and there stand around its core. */
const secretAround = (/** @type {string} */ core) => `"ü& ${core} <\\`;
const [CAPTURED, TYPED, CONTROL] = ['Zk4wQ9vX2bR7', 'Hn5jT8yG3pL6', 'Mf2dS7cV9aE4'];
const SOUGHT = [CAPTURED, TYPED].flatMap((core) => [core, secretAround(core)]);

/**
 * What a browser keeps of the pages themselves, whoever has filled in their forms: what their servers answered, what to
 * open again after a crash, what was typed into plain text fields, passwords that it offers to keep.
 */
const OF_THE_PAGES = {
  chromium: /^Default\/(Cache\/|Sessions\/|Web Data|Login Data)/,
  firefox: /^(cache2\/|sessionstore|formhistory\.sqlite|logins)/,
};

/** A repository on each generation of the form, and the form's field for the secret. */
const FORMS = [
  { ...ORDERS, field: 'the value of input[secret]' },
  { ...CATALOG, field: 'the value of input[configuration]' },
];

/** What the forms themselves send when they are submitted. */
const SUBMITTED = [
  'POST acme.cicd.cfapps.eu10.hana.ondemand.com/api/credentials',
  'POST bitbucket.example.com/rest/api/latest/projects/SHOP/repos/orders/webhooks',
  'POST classic.example.com/bitbucket/rest/api/latest/projects/SHOP/repos/catalog/webhooks',
  'POST bitbucket.example.com/rest/api/latest/projects/SHOP/repos/orders/webhooks',
];

/** @type {string} */
let folder;
/** @type {string} */
let profile;
/** @type {import('../../www/server/site.mjs').PracticeSite} */
let site;
/** @type {import('./browser.mjs').Browser} */
let browser;
before(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'webhook-autofill-'));
  site = await startPracticeSite({ keeps: true });
  profile = path.join(folder, 'profile');
  await mkdir(profile);
  browser = await launch({ browser: BROWSER, site, profile, console: path.join(folder, 'console') });
});
after(async () => {
  await browser.close();
  await site.close();
  await rm(folder, { recursive: true, force: true });
});

test('a secret is found in every shape', () => {
  const secret = secretAround(CAPTURED);
  for (const [shape, bytes] of shapesOf(secret)) {
    const place = Buffer.concat([Buffer.from('before'), bytes, Buffer.from('after')]);
    assert.ok(shapesIn(place, [secret]).includes(shape), shape);
  }
  for (const before of ['', 'x', 'xx']) {
    assert.notDeepEqual(shapesIn(Buffer.from(before + secret).toString('base64'), [secret]), [], `after '${before}'`);
  }
  assert.deepEqual(shapesIn('before and after', SOUGHT), []);
});

test('after a whole walk a secret is only where it belongs', async () => {
  const secret = secretAround(CAPTURED);

  await admin.openCreateCredential(browser, admin.OLDER_CICD);
  await browser.page.type(admin.CREDENTIAL_NAME, 'webhook-credential');
  await browser.page.type(admin.CREDENTIAL_SECRET, secret);
  await pressAndSearch('secret-captured', []);
  assert.notDeepEqual(shapesIn(await held(), [secret]), [], 'it is held');
  await browser.popup.close();
  await admin.createCredential(browser.page);

  for (const { field, ...repository } of FORMS) {
    await admin.openWebhookDataPopUp(browser, repository.name);
    await pressAndSearch('captured', []);
    await browser.popup.click('#primary');
    await browser.follow(new RegExp(`^${admin.createPage(repository)}$`));
    await admin.waitForForm(browser.page);
    await pressAndSearch('filled', [field]);
    await browser.popup.click('#secondary');
    await until('the secret to be taken back', async () => (await secretPlaces()).length === 0);
    await searchPopup('undone');
    await pressAndSearch('filled', [field]);
    await browser.popup.close();
    await admin.submit(browser.page);
    assert.equal(stored(site, repository).at(-1)?.configuration.secret, secret);
  }

  await admin.openWebhookDataPopUp(browser, NOTES.name);
  await pressAndSearch('captured', []);
  await admin.openCreateForm(browser, NOTES);
  await pressAndSearch('confirm', []);
  await browser.popup.close();
  await admin.openCreateForm(browser, ORDERS);
  await pressAndSearch('exists', []);
  await browser.popup.close();
  site.reset();
  await walkThroughTrouble(FORMS[0]);

  await admin.openWebhookDataPopUp(browser, ORDERS.name, admin.OLDEST_CICD);
  await pressAndSearch('captured', []);
  await browser.open(admin.browsePage(ORDERS));
  await pressAndSearch('open-form', []);
  await admin.openCreateForm(browser, CHECKOUT);
  await pressAndSearch('wrong-repository', []);
  await browser.popup.click('#forget');
  await browser.popup.waitForState('no-data');
  await searchPopup('no-data');
  assert.deepEqual(shapesIn(await held(), SOUGHT), [], 'it is forgotten');

  await admin.openWebhookDataPopUp(browser, ORDERS.name);
  await pressAndSearch('captured', []);
  await admin.openCreateForm(browser, ORDERS);
  await pressAndSearch('needs-secret', []);
  const places = await secretPlaces();
  await browser.popup.type('#secret', secretAround(TYPED).repeat(20));
  await browser.popup.click('#primary');
  await until('it to be refused', async () => /255/.test(String(await browser.popup.text('#status'))));
  await searchPopup('needs-secret, after a refusal');
  await browser.popup.type('#secret', secretAround(TYPED));
  await browser.popup.click('#primary');
  await browser.popup.waitForState('filled');
  await searchPopup('filled');
  assert.deepEqual(without(await secretPlaces(), places), [FORMS[0].field]);
  await sayTheControl();
  await browser.popup.close();
  await admin.submit(browser.page);
  assert.equal(stored(site, ORDERS).at(-1)?.configuration.secret, secretAround(TYPED));

  const told = site.kept.filter(({ whole }) => shapesIn(whole(), SOUGHT).length > 0);
  assert.deepEqual(told.map(({ method, host, path }) => `${method} ${host}${path}`), SUBMITTED);

  await browser.close();
  const said = await readFile(path.join(folder, 'console'));
  for (const who of ['page', 'popup']) assert.ok(said.includes(`the ${who}: ${CONTROL}`), `the console of the ${who}`);
  assert.deepEqual(shapesIn(said, SOUGHT), [], 'nothing says it to a console');
  assert.notDeepEqual(await filesWith(profile, [CONTROL]), [], 'what the extension keeps is found');
  const kept = await filesWith(profile, SOUGHT);
  assert.deepEqual(kept.filter((file) => !OF_THE_PAGES[BROWSER].test(file)), [], 'no file of the browser has it');
});

/** Forms that cannot be filled, or not for long. @param {typeof FORMS[0]} form */
async function walkThroughTrouble({ field, ...repository }) {
  for (const [spoil, places] of /** @type {const} */ ([[coverUrl, []], [refuseUrl, []], [changeUrlLater, [field]]])) {
    await admin.openCreateForm(browser, repository);
    await browser.page.evaluate(spoil);
    await pressAndSearch('error', [...places]);
  }
  await browser.popup.click('#secondary');
  await browser.popup.waitForState('undone');
  await searchPopup('undone');
  assert.deepEqual(await secretPlaces(), [], 'it is put back');

  await admin.openCreateForm(browser, repository);
  await pressAndSearch('filled', [field]);
  await browser.page.evaluate(doubleUrl);
  await pressAndSearch('ambiguous', []);
  await browser.popup.click('#primary');
  await until('the description', () => browser.popup.visible('#description'));
  await searchPopup('ambiguous, described');
  await browser.popup.click('#secondary');
  await until('the fields', () => browser.popup.visible('#labelSecret'));
  await searchPopup('ambiguous, with its fields');
  await browser.popup.close();
}

/**
 * A press, after which the secret is in no more places of the page than before but these, and in none of the popup.
 * @param {string} state @param {string[]} filled
 */
async function pressAndSearch(state, filled) {
  const before = await secretPlaces();
  await pressUntil(browser, state);
  await searchPopup(state);
  assert.deepEqual(without(await secretPlaces(), before), filled, `the page at ${state}`);
}

/** @param {string} state */
async function searchPopup(state) {
  const shown = String(await browser.popup.evaluate(everything));
  assert.ok(shown.includes('data-state'), 'the popup is read');
  assert.deepEqual(shapesIn(shown, SOUGHT), [], `the popup at ${state}`);
}

/** What the popup's document holds and what is typed into it, what the button shows, and what is kept for good. */
async function everything() {
  const typed = [...document.querySelectorAll('input')].map(({ value }) => value);
  const shown = [document.documentElement.outerHTML, document.title, document.URL, ...typed];
  const button = [await chrome.action.getTitle({}), await chrome.action.getBadgeText({})];
  const kept = [await chrome.storage.local.get(null), await chrome.storage.sync.get(null)];
  return [...shown, ...button, ...kept.map((all) => JSON.stringify(all))].join('\n');
}

/** All that the extension holds. */
async function held() {
  return String(await browser.popup.evaluate(async () => JSON.stringify(await chrome.storage.session.get(null))));
}

/** Where in the page a secret is. */
async function secretPlaces() {
  const places = await browser.page.evaluate(textsOfPage);
  const found = places.filter(([, text]) => shapesIn(text, SOUGHT).length > 0);
  return [...new Set(found.map(([place]) => place))];
}

/**
 * Every text of a page, and where it is. What a library mirrors of a field's value in its attribute is its value.
 * @returns {[place: string, text: string][]}
 */
function textsOfPage() {
  /** @type {[string, string][]} */
  const texts = [
    ['title', document.title],
    ['address', location.href],
    ['history', JSON.stringify(history.state)],
    ['localStorage', JSON.stringify({ ...localStorage })],
    ['sessionStorage', JSON.stringify({ ...sessionStorage })],
    ['cookie', document.cookie],
  ];
  /** @param {ParentNode} root */
  function walk(root) {
    for (const element of root.querySelectorAll('*')) {
      const name = `${element.localName}[${element.getAttribute('name') ?? element.id}]`;
      for (const { name: attribute, value } of element.attributes) texts.push([`the ${attribute} of ${name}`, value]);
      for (const node of element.childNodes) if (node.nodeType !== 1) texts.push([name, node.nodeValue ?? '']);
      if ('value' in element) texts.push([`the value of ${name}`, String(element.value)]);
      if (element.shadowRoot) walk(element.shadowRoot);
    }
  }
  walk(document);
  return texts;
}

/** @param {string[]} places @param {string[]} before */
const without = (places, before) => places.filter((place) => !before.includes(place));

/** Says a text to the consoles, and has it stored: so it can be found, and the search is known to work. */
async function sayTheControl() {
  const say = (/** @type {string} */ text) => window.console.log(text);
  await browser.page.evaluate(say, `the page: ${CONTROL}`);
  await browser.popup.evaluate(say, `the popup: ${CONTROL}`);
  await browser.popup.evaluate(async (text) => {
    // What an extension's page is given must be its own in Firefox.
    const { JSON: own } = /** @type {any} */ (window).wrappedJSObject ?? window;
    await chrome.storage.local.set(own.parse(text));
  }, JSON.stringify({ control: CONTROL }));
}
