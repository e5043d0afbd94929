// Bitbucket's pages besides the form for a new webhook, forms in other languages, and forms that nobody has seen yet.
import assert from 'node:assert/strict';
import * as admin from './admin.mjs';
import { CATALOG, ORDERS } from './admin.mjs';
import { capture, pressUntil, stored, typeSecret } from './steps.mjs';
import { scene } from './scene.mjs';
import { until } from './until.mjs';

/** @typedef {import('./scene.mjs').Browser} Browser */
/** @typedef {import('./scene.mjs').PracticeSite} PracticeSite */

const FOREIGN = 'https://builds.example.com/hook';

/** @param {PracticeSite} site @param {admin.Repository} repository @param {string} url */
const addWebhook = (site, { bitbucket, project, slug }, url) =>
  site.addWebhook(bitbucket, `${project}/${slug}`, { name: 'Builds', url, active: false, events: ['repo:modified'] });

/** @param {Browser} browser @param {admin.Repository} repository */
async function openEditForm(browser, repository) {
  await browser.open(admin.editPage(repository, 1));
  await admin.waitForForm(browser.page);
}

for (const repository of [ORDERS, CATALOG]) {
  scene(`a webhook of ours is brought up to what is meant: ${repository.name}`, async ({ browser, site }) => {
    const url = await capture(browser, repository);
    addWebhook(site, repository, url);
    await openEditForm(browser, repository);
    await pressUntil(browser, 'filled');
    const done = (await browser.popup.rows()).filter(({ outcome }) => outcome);
    const rows = Object.fromEntries(done.map(({ field, outcome }) => [field, outcome]));
    assert.deepEqual(rows, { name: 'kept', url: 'right', secret: 'kept', push: 'filled', active: 'filled' });
    await browser.popup.close();
    await admin.submit(browser.page);
    const [webhook] = stored(site, repository);
    assert.deepEqual([webhook.url, webhook.active], [url, true]);
    assert.ok(webhook.events.includes('repo:refs_changed'));
  });
}

scene('a webhook of somebody else is not touched without a yes', async ({ browser, site }) => {
  await capture(browser, ORDERS);
  addWebhook(site, ORDERS, FOREIGN);
  await openEditForm(browser, ORDERS);
  await pressUntil(browser, 'confirm');
  const rows = await browser.popup.rows();
  assert.equal(rows.find(({ field }) => field === 'found')?.value, FOREIGN);
  await browser.popup.click('#secondary');
  await browser.popup.waitUntilClosed();
  assert.equal(await browser.page.value('//input[@name="url"]'), FOREIGN);

  await pressUntil(browser, 'confirm');
  await browser.popup.click('#primary');
  await browser.popup.waitForState('filled');
  await browser.popup.close();
  await admin.submit(browser.page);
  assert.match(stored(site, ORDERS)[0].url, /^https:\/\/cicd-service\./);
});

/** What stands in the way, and the words that say so. @type {[string, (site: PracticeSite) => string, RegExp][]} */
const WAYS = [
  ['the webhooks of the project', () => admin.projectPage(ORDERS), /belongs to one repository/],
  ['an archived repository', archived, /archived/],
  ['no permission', withoutPermission, /may not/],
  ['no login', loggedOut, /Log in first/],
];

/** @param {PracticeSite} site */
function archived(site) {
  site.archive(ORDERS.bitbucket, 'SHOP/orders');
  return admin.listPage(ORDERS);
}

/** @param {PracticeSite} site */
function withoutPermission(site) {
  site.takePermission(ORDERS.bitbucket, 'SHOP/orders');
  return admin.createPage(ORDERS);
}

/** @param {PracticeSite} site */
function loggedOut(site) {
  site.logOut(ORDERS.bitbucket);
  return admin.createPage(ORDERS);
}

scene('each other page of Bitbucket says what stands between it and the form', async ({ browser, site }) => {
  await capture(browser, ORDERS);
  for (const [what, page, words] of WAYS) {
    site.reset();
    await browser.open(page(site));
    assert.match(await pressUntil(browser, 'open-form'), words, what);
    assert.equal(await browser.popup.visible('#primary'), what === WAYS[0][0], what);
  }
});

scene('forms whose words are not known are filled', async ({ browser, site }) => {
  await admin.openCreateCredential(browser, admin.OLDER_CICD);
  await admin.generateCredential(browser.page, 'webhook-credential');
  const secret = await browser.page.value(admin.CREDENTIAL_SECRET);
  await pressUntil(browser, 'secret-captured');
  for (const repository of [ORDERS, CATALOG]) {
    const url = await capture(browser, repository);
    for (const language of /** @type {const} */ (['de', 'fr', 'ja', 'qaa'])) {
      // Else the webhook of the language before would be there already.
      site.reset();
      site.speak(repository.bitbucket, language);
      await browser.open(admin.createPage(repository));
      await admin.waitForForm(browser.page, language);
      await pressUntil(browser, 'filled');
      await browser.popup.close();
      await browser.page.click('//button[@type="submit"]');
      await admin.waitForList(browser.page, language);
      const webhook = stored(site, repository).at(-1);
      assert.deepEqual(
        [webhook?.url, webhook?.active, webhook?.events, webhook?.configuration.secret],
        [url, true, ['repo:refs_changed'], secret],
        `${repository.name} in ${language}`,
      );
    }
  }
});

scene('of several repositories each can be forgotten, and all', async ({ browser }) => {
  await capture(browser, CATALOG);
  await capture(browser, ORDERS);
  await browser.open(admin.browsePage(ORDERS));
  await pressUntil(browser, 'open-form');
  assert.match(String(await browser.popup.text('#held')), /orders.*catalog/s);
  await browser.popup.click('[data-forget="1"]');
  await browser.popup.waitForState('open-form');
  assert.equal(await browser.popup.visible('#held'), false);
  await browser.popup.click('#forget');
  await browser.popup.waitForState('no-data');
});

scene('a form that is not as it is known is described, and its fields pointed at', async ({ browser, site }) => {
  const url = await capture(browser, ORDERS);
  const labels = await openUnknownForm(browser);
  await pressUntil(browser, 'ambiguous');
  await browser.popup.click('#primary');
  const description = String(await browser.popup.text('#description'));
  for (const word of ['example', 'orders', 'SHOP']) assert.ok(!description.includes(word), word);
  assert.ok(description.includes(labels.url), 'labels of fields stay');
  await browser.popup.key('Enter');
  await until('it to be copied', async () => /^Copied/.test(String(await browser.popup.text('#status'))));

  await browser.popup.click('#secondary');
  for (const [select, field] of FIELDS) await browser.popup.evaluate(choose, select, labels[field]);
  await browser.popup.click('#primary');
  await browser.popup.waitForState('needs-secret');
  await typeSecret(browser, 'pointed at');
  await browser.popup.waitForState('filled');

  await openUnknownForm(browser);
  await pressUntil(browser, 'filled');
  await browser.popup.close();
  await admin.submit(browser.page);
  const [webhook] = stored(site, ORDERS);
  assert.deepEqual([webhook.url, webhook.active, webhook.configuration.secret], [url, true, 'pointed at']);
});

/** The selects of the popup, and the page's field that is chosen in each. */
const FIELDS = /** @type {const} */ ([
  ['labelName', 'name'],
  ['labelUrl', 'url'],
  ['labelSecret', 'secret'],
  ['labelPush', 'events'],
  ['labelActive', 'active'],
]);

/** @param {string} select @param {string} label */
function choose(select, label) {
  const list = /** @type {HTMLSelectElement} */ (document.getElementById(select));
  const option = [...list.options].find(({ text }) => text.includes(`'${label}'`));
  list.value = option?.value ?? '';
}

/** A form without a mark that anybody knows; says the labels of its fields by their names. @param {Browser} browser */
async function openUnknownForm(browser) {
  await admin.openCreateForm(browser, ORDERS);
  return browser.page.evaluate(hideWhatIsKnown);
}

function hideWhatIsKnown() {
  const form = /** @type {HTMLFormElement} */ (document.querySelector('form:has(input[name=url])'));
  for (const link of form.querySelectorAll('a')) link.remove();
  /** @type {Record<string, string>} */
  const labels = {};
  for (const [at, input] of form.querySelectorAll('input').entries()) {
    for (const label of input.labels ?? []) label.removeAttribute('for');
    input.removeAttribute('aria-labelledby');
    input.required = false;
    input.ariaLabel = `Feld ${at + 1}`;
    // A box's label is around it; of the events the first one is Push.
    labels[input.name] ??= input.closest('label')?.innerText.trim() || input.ariaLabel;
  }
  return labels;
}
