// The whole way, from SAP's page to the webhook that Bitbucket stores, in both generations of either.
import assert from 'node:assert/strict';
import * as admin from './admin.mjs';
import { CATALOG, ORDERS } from './admin.mjs';
import { scene } from './scene.mjs';

/** @typedef {import('./scene.mjs').Browser} Browser */

/** Where the webhook data is, and how one gets there. */
const POP_UP = { words: 'the older pop-up', cicd: admin.OLDER_CICD, open: admin.openWebhookDataPopUp };
const SECTION = { words: 'the current section', cicd: admin.CURRENT_CICD, open: admin.openWebhookDataSection };

/** @type {[typeof POP_UP, string, admin.Repository][]} */
const WAYS = [
  [POP_UP, 'the classic form', CATALOG],
  [POP_UP, 'the current form', ORDERS],
  [SECTION, 'the classic form', CATALOG],
  [SECTION, 'the current form', ORDERS],
];

for (const [data, form, repository] of WAYS) {
  scene(`from ${data.words} to ${form}, with the secret typed once`, async ({ browser, site }) => {
    await data.open(browser, repository.name);
    await browser.press();
    await browser.popup.waitForState('captured');
    const url = await valueOf(browser, 'url');
    assert.match(url, /^https:\/\/cicd-service\.cfapps\.eu10\.hana\.ondemand\.com\/v2\/bitbucket_events\//);

    await browser.popup.click('#primary');
    await browser.follow(new RegExp(`^${admin.createPage(repository)}$`));
    await admin.waitForForm(browser.page);
    await browser.press();
    await browser.popup.waitForState('needs-secret');
    await browser.popup.type('#secret', 'typed: "öäü" & <once>');
    await browser.popup.click('#primary');
    await browser.popup.waitForState('filled');
    await browser.popup.close();

    await admin.submit(browser.page);
    assertStored(site, repository, { url, secret: 'typed: "öäü" & <once>' });
  });
}

for (const [data, form, repository] of [WAYS[0], WAYS[3]]) {
  scene(`the secret is taken where it is made: ${data.words}, ${form}`, async ({ browser, site }) => {
    await admin.openCreateCredential(browser, data.cicd);
    await admin.generateCredential(browser.page, 'webhook-credential');
    const secret = await browser.page.value(admin.CREDENTIAL_SECRET);
    await browser.press();
    await browser.popup.waitForState('secret-captured');
    assert.ok(!String(await browser.popup.html()).includes(secret), 'the popup never shows the secret');
    await browser.popup.close();
    await admin.createCredential(browser.page);

    await data.open(browser, repository.name);
    await browser.press();
    await browser.popup.waitForState('captured');
    const url = await valueOf(browser, 'url');
    await browser.popup.click('#primary');
    await browser.follow(new RegExp(`^${admin.createPage(repository)}$`));
    await admin.waitForForm(browser.page);

    await browser.press();
    await browser.popup.waitForState('filled');
    await browser.popup.close();
    await admin.submit(browser.page);
    assertStored(site, repository, { url, secret });
  });
}

/** @param {Browser} browser @param {string} field */
async function valueOf(browser, field) {
  return (await browser.popup.rows()).find((row) => row.field === field)?.value ?? '';
}

/**
 * @param {import('./scene.mjs').PracticeSite} site
 * @param {admin.Repository} repository
 * @param {{url: string, secret: string}} meant
 */
function assertStored(site, repository, { url, secret }) {
  const stored = site.webhooks(repository.bitbucket)[`${repository.project}/${repository.slug}`];
  const said = stored.map(({ name, url, active, events, configuration, sslVerificationRequired }) => ({
    name, url, active, events, configuration, sslVerificationRequired,
  }));
  assert.deepEqual(said, [
    {
      name: `SAP CI/CD – ${repository.name}`,
      url,
      active: true,
      events: ['repo:refs_changed'],
      configuration: { secret },
      sslVerificationRequired: true,
    },
  ]);
}
