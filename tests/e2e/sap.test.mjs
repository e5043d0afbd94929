// SAP's pages as admins meet them beside the two that the journey goes through.
import assert from 'node:assert/strict';
import * as admin from './admin.mjs';
import { ORDERS } from './admin.mjs';
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
