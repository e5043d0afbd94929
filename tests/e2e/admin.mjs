// What an admin does on the practice site's pages: where things are, and which words are pressed. It knows what a
// person sees, and nothing of how the pages are made.

import { inLanguage } from '../../www/bitbucket/languages.mjs';
import { until } from './until.mjs';

/** @typedef {import('./browser.mjs').Browser['page']} Page */
/** @typedef {{open: (url: string) => Promise<void>, page: Page}} Visitor a browser, as far as pages go */

export const CURRENT_CICD = 'https://acme.eu10.cicd.cloud.sap/ui/index.html';
export const OLDER_CICD = 'https://acme.cicd.cfapps.eu10.hana.ondemand.com/ui/index.html';
/** A second subaccount, with the first one's repository and a credential of the same name. */
export const OTHER_SUBACCOUNT = 'https://beta.eu10.cicd.cloud.sap/ui/index.html';
/** A host that is not one of SAP's, with the same pages. */
export const FOREIGN_CICD = 'https://cicd.internal.example.com/ui/index.html';
/** The generation before the older one, of which no host is known any more: a switch shows it. */
export const OLDEST_CICD = `${OLDER_CICD}?generation=oldest`;
export const BITBUCKET = 'https://bitbucket.example.com';
export const CLASSIC_BITBUCKET = 'https://classic.example.com/bitbucket';
export const HTTP_BITBUCKET = 'http://bitbucket.example.com:7990';

/** Two repositories of the CI/CD service, one on each generation of Bitbucket's form. */
export const ORDERS = { name: 'orders', bitbucket: BITBUCKET, project: 'SHOP', slug: 'orders' };
export const CATALOG = { name: 'catalog', bitbucket: CLASSIC_BITBUCKET, project: 'SHOP', slug: 'catalog' };
export const CHECKOUT = { name: 'checkout', bitbucket: BITBUCKET, project: 'SHOP', slug: 'checkout' };
/** Two that SAP's service reaches through its Cloud Connector, under the names of virtual hosts. */
export const WAREHOUSE = { name: 'warehouse', bitbucket: BITBUCKET, project: 'SHOP', slug: 'warehouse' };
export const INVOICES = { name: 'invoices', bitbucket: BITBUCKET, project: 'SHOP', slug: 'invoices' };
export const NOTES = { name: 'notes', bitbucket: HTTP_BITBUCKET, project: '~jdoe', slug: 'notes' };

/** @typedef {typeof ORDERS} Repository */
/** @typedef {import('../../www/bitbucket/languages.mjs').Language} Language of Bitbucket's pages */

/** @param {Repository} repository */
const webhooks = ({ bitbucket, project, slug }) =>
  `${bitbucket}/plugins/servlet/webhooks/projects/${project}/repos/${slug}`;

/** @param {Repository} repository */
export const createPage = (repository) => `${webhooks(repository)}/create`;
/** @param {Repository} repository */
export const listPage = (repository) => webhooks(repository);
/** @param {Repository} repository @param {number} id */
export const editPage = (repository, id) => `${webhooks(repository)}/edit/${id}`;
/** @param {Repository} repository @param {number} id */
export const detailsPage = (repository, id) => `${webhooks(repository)}/details/${id}`;
/** The list of the webhooks that all repositories of a project have. @param {Repository} repository */
export const projectPage = ({ bitbucket, project }) => `${bitbucket}/plugins/servlet/webhooks/projects/${project}`;
/** @param {Repository} repository */
export const browsePage = ({ bitbucket, project, slug }) => `${bitbucket}/projects/${project}/repos/${slug}/browse`;

/** @param {Repository} repository */
export const settingsPage = ({ bitbucket, project, slug }) => `${bitbucket}/projects/${project}/repos/${slug}/settings`;

/** @param {string} text */
export const button = (text) => `//button[normalize-space()="${text}"]`;
/** @param {string} text */
export const label = (text) => `//label[starts-with(normalize-space(), "${text}")]`;
/** A text that is no element's but its own. @param {string} text */
export const words = (text) => `//*[contains(text(), "${text}")]`;

/** A pop-up of OpenUI5 that is quite open: only then it has taken the focus, and listens. @param {string} id */
const openPopUp = (id) => `[id="${id}"][role="dialog"]:not(.sapUiPopupInitial) :focus`;

/** The list of repositories. @param {Visitor} visitor */
export async function openRepositories({ open, page }, cicd = CURRENT_CICD) {
  await open(`${cicd}#/repositories`);
  await page.waitFor(words('orders.git'));
}

/** The detail view of a repository. @param {Visitor} visitor @param {string} name */
export async function openDetailView({ open, page }, name, cicd = CURRENT_CICD) {
  await open(`${cicd}#/repositories/${name}`);
  await page.waitFor(`//h2[normalize-space()="${name}"]`);
  // The title has its buttons a moment later.
  await page.waitFor(button('Edit'));
}

/** The same in the older UI: the webhook data is behind a button. @param {Visitor} visitor @param {string} name */
export async function openOlderDetailView(visitor, name, cicd = OLDER_CICD) {
  await openDetailView(visitor, name, cicd);
  await visitor.page.waitFor(button('Webhook Data'));
}

/** The pop-up with the webhook data, in the older UI. @param {Visitor} visitor @param {string} name */
export async function openWebhookDataPopUp(visitor, name, cicd = OLDER_CICD) {
  await openOlderDetailView(visitor, name, cicd);
  await visitor.page.click(button('Webhook Data'));
  await visitor.page.waitFor(openPopUp('container-cicd---repository--webhookCreation'));
}

/** The section with the webhook data, in the current UI: it is not there before one scrolls to it. */
const WEBHOOK_DATA_SECTION = '[id$="repository--webhookDataSection"]';

/** @param {Visitor} visitor @param {string} name */
export async function openWebhookDataSection(visitor, name, cicd = CURRENT_CICD) {
  await openDetailView(visitor, name, cicd);
  // A scroll is lost on the view while it still arranges itself: then she scrolls up, and down again.
  await until('the webhook data to be scrolled to', async () => {
    await visitor.page.evaluate(scrollUp);
    await visitor.page.scrollTo(WEBHOOK_DATA_SECTION);
    await visitor.page.nextFrames();
    return visitor.page.shows('//*[starts-with(text(), "https://cicd-service.")]');
  });
}

function scrollUp() {
  document.querySelector('[id$="repository--page-opwrapper"]')?.scrollTo(0, 0);
}

/** The fields of the pop-up that makes a credential. */
export const CREDENTIAL_NAME = '[id="createCredential--name-inner"]';
export const CREDENTIAL_SECRET = '[id="createCredential--secret-inner"]';

/** Where a repository is added: a page, and in the older UI a pop-up. @param {Visitor} visitor */
export async function openAddRepository({ open, page }, cicd = CURRENT_CICD) {
  await open(`${cicd}#/repositories`);
  await page.click('//button[@title="Add Repository"]');
  await page.waitFor(label('Clone URL'));
  // What is chosen in the form while it still arranges itself is lost.
  await page.settled();
  await page.nextFrames();
}

/**
 * The pop-up that makes a webhook credential, still empty: as an admin gets there who adds a repository. It stands on
 * top of another pop-up, and in the older UI on top of two.
 * @param {Visitor} visitor
 */
export async function openCreateCredential(visitor, cicd = CURRENT_CICD) {
  const { page } = visitor;
  await openAddRepository(visitor, cicd);
  await page.click(`(${button('Add')})[1]`);
  await page.waitFor(label('Webhook Credential'));
  await page.click('(//*[@aria-label="Show Value Help"])[last()]');
  await page.waitFor(openPopUp('selectCredential--dialog'));
  await page.click('[id="selectCredential--add"]');
  await page.waitFor(openPopUp('createCredential--dialog'));
}

/** The pop-up for a credential of any kind, which is none for a webhook at first. @param {Visitor} visitor */
export async function openCreateOtherCredential({ open, page }, cicd = CURRENT_CICD) {
  await open(`${cicd}#/credentials`);
  await page.click('//button[@title="Create Credential"]');
  await page.waitFor(label('Password'));
}

/** Gives the credential a name and a secret of the page's making. @param {Page} page @param {string} name */
export async function generateCredential(page, name) {
  await page.type(CREDENTIAL_NAME, name);
  await page.click(button('Generate'));
}

/**
 * A webhook credential with that secret, as the service has it from then on.
 * @param {Visitor} visitor @param {string} name @param {string} secret
 */
export async function makeCredential(visitor, name, secret, cicd = CURRENT_CICD) {
  await openCreateCredential(visitor, cicd);
  await visitor.page.type(CREDENTIAL_NAME, name);
  await visitor.page.type(CREDENTIAL_SECRET, secret);
  await createCredential(visitor.page);
}

/** Chooses Create, and waits until the pop-up is gone. @param {Page} page */
export async function createCredential(page) {
  await page.click(button('Create'));
  await page.waitUntilGone(button('Generate'));
}

/** Bitbucket's form for a new webhook, ready. @param {Visitor} visitor @param {Repository} repository */
export async function openCreateForm({ open, page }, repository) {
  await open(createPage(repository));
  await waitForForm(page);
}

/** The list of a repository's webhooks. @param {Visitor} visitor @param {Repository} repository */
export async function openList({ open, page }, repository) {
  await open(listPage(repository));
  await waitForList(page);
}

/** @param {Page} page @param {Language} [language] */
export const waitForForm = (page, language = 'en') => page.waitFor(label(inLanguage(language)('Push')));

/** @param {Page} page @param {Language} [language] */
export const waitForList = (page, language = 'en') =>
  page.waitFor(`//a[normalize-space()="${inLanguage(language)('Create webhook')}"]`);

/** Chooses Create – Save in the classic form – and waits for the list that shows the webhook. @param {Page} page */
export async function submit(page) {
  await page.click('//button[@type="submit"]');
  await waitForList(page);
}
