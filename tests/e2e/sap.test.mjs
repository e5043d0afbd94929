// SAP's pages as admins meet them beside the two that the journey goes through.
import assert from 'node:assert/strict';
import * as admin from './admin.mjs';
import { INVOICES, ORDERS, WAREHOUSE } from './admin.mjs';
import { scene } from './scene.mjs';

scene('the oldest pop-up shows the secret itself: one press takes all, the next fills', async ({ browser, site }) => {
  await admin.makeCredential(browser, 'webhook-credential', 'Practice-Secret-1');
  await admin.openWebhookDataPopUp(browser, 'orders', admin.OLDEST_CICD);
  await browser.press();
  await browser.popup.waitForState('captured');
  const rows = Object.fromEntries((await browser.popup.rows()).map(({ field, value }) => [field, value]));
  assert.match(rows.url, /\/v1\/bitbucket_events\/account\//);
  assert.equal(rows.secret, 'held');
  assert.ok(!String(await browser.popup.html()).includes('Practice-Secret-1'), 'the popup never shows the secret');

  await browser.popup.click('#primary');
  await browser.follow(new RegExp(`^${admin.createPage(ORDERS)}$`));
  await admin.waitForForm(browser.page);
  await browser.press();
  await browser.popup.waitForState('filled');
  await browser.popup.close();
  await admin.submit(browser.page);
  const [webhook] = site.webhooks(ORDERS.bitbucket)['SHOP/orders'];
  assert.equal(webhook.url, rows.url);
  assert.equal(webhook.configuration.secret, 'Practice-Secret-1');
});

for (const repository of [WAREHOUSE, INVOICES]) {
  scene(`a virtual host is asked about once and known then: ${repository.name}`, async ({ browser, site }) => {
    await admin.makeCredential(browser, 'webhook-credential', 'Practice-Secret-1', admin.OLDER_CICD);
    await admin.openWebhookDataPopUp(browser, repository.name, admin.OLDEST_CICD);
    await browser.press();
    await browser.popup.waitForState('captured');
    assert.equal(await browser.popup.visible('#primary'), false, 'nobody knows the address yet');

    await admin.openCreateForm(browser, repository);
    await browser.press();
    await browser.popup.waitForState('confirm');
    const question = String(await browser.popup.text('#status'));
    assert.match(question, /my-virtual-host/);
    assert.match(question, /bitbucket\.example\.com/);
    await browser.popup.click('#primary');
    await browser.popup.waitForState('filled');
    await browser.popup.close();
    await admin.submit(browser.page);
    const [webhook] = site.webhooks(repository.bitbucket)[`SHOP/${repository.slug}`];
    assert.equal(webhook.configuration.secret, 'Practice-Secret-1');

    await admin.openWebhookDataPopUp(browser, repository.name, admin.OLDEST_CICD);
    await browser.press();
    await browser.popup.waitForState('captured');
    await browser.popup.click('#primary');
    await browser.follow(new RegExp(`^${admin.createPage(repository)}$`));
  });
}

/** Repositories of which nothing would be built, where that is seen, and what is said. */
const WARNED = /** @type {const} */ ([
  ['returns', /It has no job/],
  ['reports', /It has no webhook event receiver/],
  ['checkout', /Its State is OFF/],
]);

scene('a repository of which nothing would be built is captured all the same, with a warning', async ({ browser }) => {
  for (const [name, words] of WARNED) {
    await admin.openWebhookDataPopUp(browser, name);
    await browser.press();
    await browser.popup.waitForState('captured');
    assert.match(String(await browser.popup.html()), words, name);
    await browser.popup.close();
  }
  // Where nothing names a credential, too: the oldest pop-up shows a secret all the same.
  await admin.openWebhookDataPopUp(browser, 'reports', admin.OLDEST_CICD);
  await browser.press();
  await browser.popup.waitForState('captured');
  assert.match(String(await browser.popup.html()), /It has no webhook event receiver/);
  await browser.popup.close();

  await admin.openDetailView(browser, 'reports');
  // Which sections the view has, it knows a moment after it is there.
  await browser.page.nextFrames();
  await browser.press();
  await browser.popup.waitForState('nothing-here');
  assert.match(String(await browser.popup.text('#status')), /add a Webhook Event Receiver/);
});
