// What the server itself says of a webhook: before a fill, after it, and where it does not say anything.
import assert from 'node:assert/strict';
import * as admin from './admin.mjs';
import { CATALOG, CHECKOUT, NOTES, ORDERS } from './admin.mjs';
import { BROWSER, scene } from './scene.mjs';
import { openOptions } from './settings.mjs';
import { capture, pressUntil, stored, typeSecretOnForm } from './steps.mjs';
import { until } from './until.mjs';

/** @typedef {import('./scene.mjs').Browser} Browser */
/** @typedef {import('./scene.mjs').PracticeSite} PracticeSite */

const SECRET = 'typed-once';
/** @param {admin.Repository} repository */
const named = ({ project, slug }) => `${project.toUpperCase()}/${slug}`;

/** The data and the secret are held. @param {Browser} browser @param {admin.Repository} repository */
async function fillOnce(browser, repository) {
  await typeSecretOnForm(browser, repository, SECRET);
  if ((await browser.popup.waitForState('filled', 'confirm')) === 'filled') return;
  await browser.popup.click('#primary');
  await browser.popup.waitForState('filled');
}

/** @param {Browser} browser @param {string} field @param {RegExp} words */
const waitForRow = (browser, field, words) =>
  until(`${field} to be ${words}`, async () => {
    const row = (await browser.popup.rows()).find((one) => one.field === field);
    return row && words.test(row.value);
  });

for (const repository of [ORDERS, CATALOG, NOTES]) {
  scene(`a webhook is filled once, and proven by a push: ${repository.name}`, async ({ browser, site }) => {
    await fillOnce(browser, repository);
    await browser.popup.close();
    await admin.submit(browser.page);
    assert.match(await pressUntil(browser, 'verified'), /Push once/);
    await waitForRow(browser, 'delivery', /none yet/);

    await site.push(repository.bitbucket, named(repository), { status: 200 });
    assert.match(await pressUntil(browser, 'verified'), /SAP has accepted/);

    await admin.openCreateForm(browser, repository);
    if (repository === NOTES) {
      await pressUntil(browser, 'confirm');
      await browser.popup.click('#primary');
      await browser.popup.waitForState('exists');
    } else {
      await pressUntil(browser, 'exists');
    }
    await browser.popup.click('#primary');
    const [{ id }] = stored(site, repository);
    await browser.follow(new RegExp(`/details/${id}$`));
    await pressUntil(browser, 'verified');
    assert.equal(stored(site, repository).length, 1);
  });
}

for (const repository of [ORDERS, CATALOG]) {
  scene(`a webhook that would start no build is put right on its own page: ${repository.name}`, async (stage) => {
    const { browser, site } = stage;
    const url = await capture(browser, repository);
    const { bitbucket, project, slug } = repository;
    site.addWebhook(bitbucket, `${project}/${slug}`, { name: 'Builds', url, active: false, events: ['repo:modified'] });
    await browser.open(admin.browsePage(repository));
    await pressUntil(browser, 'open-form');
    await waitForRow(browser, 'health', /choose Edit/);
    await browser.popup.click('#secondary');
    const [{ id }] = stored(site, repository);
    await browser.follow(new RegExp(`/details/${id}$`));
    await browser.page.click('//a[normalize-space()="Edit"]');
    await admin.waitForForm(browser.page);
    await pressUntil(browser, 'filled');
    await browser.popup.close();
    await admin.submit(browser.page);
    const [webhook, ...others] = stored(site, repository);
    assert.deepEqual([webhook.id, webhook.url, webhook.active, others.length], [id, url, true, 0]);
    assert.ok(webhook.events.includes('repo:refs_changed'));
    await pressUntil(browser, 'verified');
  });
}

scene('a webhook that was saved with another URL is said to differ', async ({ browser, site }) => {
  await fillOnce(browser, ORDERS);
  await browser.popup.close();
  await browser.page.replace('//input[@name="url"]', 'https://cicd-service.cfapps.eu10.hana.ondemand.com/v2/cut-off');
  await admin.submit(browser.page);
  await pressUntil(browser, 'differs');
  await waitForRow(browser, 'url', /another address than SAP's/);
  await browser.popup.click('#secondary');
  const [{ id }] = stored(site, ORDERS);
  await browser.follow(new RegExp(`/details/${id}$`));
});

scene('the list of what is held says what is left to do, asking once for each repository', async (stage) => {
  const { browser, site } = stage;
  const repositories = [ORDERS, CHECKOUT];
  for (const repository of [CATALOG, ...repositories]) {
    const url = await capture(browser, repository);
    const { bitbucket } = repository;
    const content = { name: 'Builds', url, active: repository !== CHECKOUT, events: ['repo:refs_changed'] };
    if (repository !== CATALOG) site.addWebhook(bitbucket, named(repository), content);
  }
  await browser.open(`${ORDERS.bitbucket}/dashboard`);
  site.requests.length = 0;
  await pressUntil(browser, 'wrong-repository');
  await until('the list', async () => {
    const list = await listed(browser);
    return /orders.*there, as meant.*this minute/.test(list) && /checkout.*not active/.test(list);
  });
  assert.equal(asks(site), repositories.length);
  assert.match(await listed(browser), /catalog.*not looked up yet/);
});

scene('a second webhook is filled in if she says so', async ({ browser, site }) => {
  await fillOnce(browser, ORDERS);
  await browser.popup.close();
  await admin.submit(browser.page);
  await admin.openCreateForm(browser, ORDERS);
  await pressUntil(browser, 'exists');
  await browser.popup.click('#secondary');
  await browser.popup.waitForState('filled');
  await browser.popup.close();
  await admin.submit(browser.page);
  assert.equal(stored(site, ORDERS).length, 2);
  await pressUntil(browser, 'differs');
  await waitForRow(browser, 'single', /several/);
});

scene('a delivery that is refused for its signature differs', async ({ browser, site }) => {
  await fillOnce(browser, ORDERS);
  await browser.popup.close();
  await admin.submit(browser.page);
  await site.push(ORDERS.bitbucket, named(ORDERS), { status: 401 });
  await pressUntil(browser, 'differs');
  await waitForRow(browser, 'delivery', /401: probably the wrong secret/);
});

/** What goes wrong, and the words. @type {[string, (site: PracticeSite) => void, RegExp][]} */
const TROUBLES = [
  ['nobody is logged in', (site) => site.logOut(ORDERS.bitbucket), /nobody is logged in/],
  ['she may not see them', (site) => site.takePermission(ORDERS.bitbucket, named(ORDERS)), /may not see/],
  ['a page to log in comes instead', (site) => site.breakRest(ORDERS.bitbucket, 'html'), /a web page answered/],
  ['the way leads to a login', (site) => site.breakRest(ORDERS.bitbucket, 'redirect'), /a web page answered/],
  ['half an answer comes', (site) => site.breakRest(ORDERS.bitbucket, 'half'), /was not understood/],
  ['ten megabytes come', (site) => site.breakRest(ORDERS.bitbucket, 'huge'), /was not understood/],
  ['it is refused', (site) => site.breakRest(ORDERS.bitbucket, 'refused'), /refuses its REST API/],
  ['there is no server', (site) => site.breakRest(ORDERS.bitbucket, 'gone'), /was not reached/],
];

for (const [what, happen, words] of TROUBLES) {
  scene(`no trouble with the server stops a fill: ${what}`, async ({ browser, site }) => {
    await fillOnce(browser, ORDERS);
    await admin.openCreateForm(browser, ORDERS);
    happen(site);
    await pressUntil(browser, 'filled');
    await until('the note', async () => words.test(String(await browser.popup.html())));
  });
}

scene('a slow server is not waited for', async ({ browser, site }) => {
  await fillOnce(browser, ORDERS);
  await admin.openCreateForm(browser, ORDERS);
  site.slow(ORDERS.bitbucket, 4_000);
  await pressUntil(browser, 'filled');
  assert.match(String(await browser.popup.html()), /Not checked yet/);
});

scene('what the server is asked ends with the popup', async ({ browser, site }) => {
  await capture(browser, ORDERS);
  await browser.open(admin.browsePage(ORDERS));
  site.slow(ORDERS.bitbucket, 60_000);
  site.requests.length = 0;
  await pressUntil(browser, 'open-form');
  const asked = await until('the question', async () => site.requests.find(isListing));
  assert.equal(asked.ended, undefined);
  const closing = Date.now();
  await browser.popup.close();
  await until('its end', async () => asked.ended === 'given up');
  assert.ok(Date.now() - closing < 3_000, 'that is no timeout');
});

scene('among three hundred webhooks the one is found', async ({ browser, site }) => {
  const url = await capture(browser, ORDERS);
  const events = ['repo:refs_changed'];
  const content = { name: 'Build', url: 'https://builds.example.com/hook', active: true, events };
  site.addWebhook(ORDERS.bitbucket, named(ORDERS), content, 300);
  site.addWebhook(ORDERS.bitbucket, named(ORDERS), { name: 'Ours', url, active: false, events });
  await browser.open(admin.browsePage(ORDERS));
  await pressUntil(browser, 'open-form');
  await waitForRow(browser, 'health', /sends nothing/);
  await browser.popup.click('#secondary');
  await browser.follow(/\/details\/\d+$/);
});

for (const [repository, outcome] of /** @type {const} */ ([[ORDERS, 'unknown'], [CATALOG, 'right']])) {
  scene(`a secret that is masked is not known, one in clear is compared: ${repository.name}`, async ({ browser }) => {
    await fillOnce(browser, repository);
    await browser.popup.close();
    await admin.submit(browser.page);
    await pressUntil(browser, 'verified');
    assert.equal((await browser.popup.rows()).find(({ field }) => field === 'secret')?.outcome, outcome);
  });
}

scene('the page asks with its own login where the popup has none or may not', async ({ browser, site }) => {
  await fillOnce(browser, ORDERS);
  await browser.open(admin.browsePage(ORDERS));
  // What the popup of Chromium is told may be another thing in the page: in a container somebody may be logged in.
  if (BROWSER === 'chromium') site.logOut(ORDERS.bitbucket);
  site.requests.length = 0;
  await pressUntil(browser, 'open-form');
  await waitForRow(browser, 'health', BROWSER === 'chromium' ? /nobody is logged in/ : /not there/);
  const [popup, all] = [await browser.popup.evaluate(restRequests), asks(site)];
  assert.deepEqual([popup, all], BROWSER === 'chromium' ? [1, 2] : [0, 1]);
});

scene('the popup asks itself where the browser lets it', async ({ browser, site }) => {
  if (BROWSER === 'firefox') {
    await openOptions(browser);
    await browser.page.replace('#host', ORDERS.bitbucket);
    await /** @type {any} */ (browser.driver).allowWithoutAsking();
    await browser.page.click('#allow-host');
    await until('access', () => browser.page.evaluate(hasAnyHost));
  }
  await fillOnce(browser, ORDERS);
  await browser.open(admin.browsePage(ORDERS));
  site.requests.length = 0;
  await pressUntil(browser, 'open-form');
  await waitForRow(browser, 'health', /not there/);
  const [popup, all] = [await browser.popup.evaluate(restRequests), asks(site)];
  if (BROWSER === 'firefox') await browser.popup.evaluate(dropHosts);
  assert.deepEqual([popup, all], [1, 1]);
});

/** The list of what is held, in words. @param {Browser} browser */
const listed = async ({ popup }) => String(await popup.text('#held'));

/** How often the webhooks were asked for, by whomever. @param {PracticeSite} site */
const asks = (site) => site.requests.filter(isListing).length;

/** @param {{path: string}} request */
const isListing = ({ path }) => path.endsWith('/webhooks/search');

// Done in the popup or on the options page.

function restRequests() {
  return window.performance.getEntriesByType('resource').filter(({ name }) => name.includes('/webhooks/search')).length;
}

async function hasAnyHost() {
  return Boolean((await chrome.permissions.getAll()).origins?.length);
}

async function dropHosts() {
  await chrome.permissions.remove({ origins: (await chrome.permissions.getAll()).origins });
}
