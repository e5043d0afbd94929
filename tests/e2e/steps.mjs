// Steps that many tests have in common, in the words of a person.
import * as admin from './admin.mjs';

/** @typedef {import('./browser.mjs').Browser} Browser */

/** A press, and the state that it must end in. @param {Browser} browser @param {string} state */
export async function pressUntil(browser, state) {
  await browser.press();
  await browser.popup.waitForState(state);
  return String(await browser.popup.text('#status'));
}

/**
 * Takes the webhook data of a repository, and says its URL.
 * @param {Browser} browser @param {admin.Repository} repository
 */
export async function capture(browser, repository) {
  await admin.openWebhookDataPopUp(browser, repository.name);
  await pressUntil(browser, 'captured');
  return (await browser.popup.rows()).find(({ field }) => field === 'url')?.value ?? '';
}

/** @param {Browser} browser @param {string} secret */
export async function typeSecret({ popup }, secret) {
  await popup.type('#secret', secret);
  await popup.click('#primary');
}

/**
 * From the webhook data to the form, where the secret is typed.
 * @param {Browser} browser @param {admin.Repository} repository @param {string} secret
 */
export async function typeSecretOnForm(browser, repository, secret) {
  await capture(browser, repository);
  await admin.openCreateForm(browser, repository);
  await pressUntil(browser, 'needs-secret');
  await typeSecret(browser, secret);
}

/**
 * The webhooks that Bitbucket has stored for a repository.
 * @param {import('../../www/server/site.mjs').PracticeSite} site @param {admin.Repository} repository
 */
export const stored = (site, { bitbucket, project, slug }) =>
  site.webhooks(bitbucket)[`${project.toUpperCase()}/${slug}`];
