// The journey on the practice site: `cargo xtask demo [--browser firefox]`.
//
// With a display a window is opened, and a person presses. Without one the same walk is done here by real presses, told
// step by step, with a picture of every step in target/demo/.
import { mkdir, rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { startPracticeSite } from '../../www/server/site.mjs';
import * as admin from './admin.mjs';
import { launch } from './browser.mjs';
import { takePicture } from './picture.mjs';

const PICTURES = new URL('../../target/demo/', import.meta.url);
const CICD = admin.OLDER_CICD;
const REPOSITORY = admin.ORDERS;

const { values } = parseArgs({ options: { browser: { type: 'string', default: 'chromium' } } });
const name = /** @type {import('./browser.mjs').BrowserName} */ (values.browser);
const display = process.env.DISPLAY ?? process.env.WAYLAND_DISPLAY;

const site = await startPracticeSite();
const browser = await launch({ browser: name, site, window: Boolean(display) });
try {
  await (display ? showToAPerson() : walk());
} finally {
  await browser.close();
  await site.close();
}

async function walk() {
  await rm(PICTURES, { recursive: true, force: true });
  await mkdir(PICTURES, { recursive: true });
  const began = Date.now();
  let step = 0;

  /** @param {string} told @param {string} picture @param {() => Promise<void>} act */
  async function tell(told, picture, act) {
    const from = Date.now();
    await act();
    const took = Date.now() - from;
    step += 1;
    await takePicture(browser, fileURLToPath(new URL(`${step}-${picture}.png`, PICTURES)));
    console.log(`${String(step).padStart(2)}. ${told.padEnd(82)} ${String(took).padStart(5)} ms`);
    const status = await browser.popup.text('#status');
    if (status) console.log(`      "${status}"`);
  }

  console.log(`The journey in ${browser.version}, by presses of the real button. No display, so no window.\n`);
  await tell('Create Credential: a name, and Generate for the secret', 'create-credential', async () => {
    await admin.openCreateCredential(browser, CICD);
    await admin.generateCredential(browser.page, 'webhook-credential');
  });
  await tell('She presses the button: the secret is held', 'secret-captured', () => pressUntil('secret-captured'));
  await tell('She chooses Create, and opens the Webhook Data of the repository', 'webhook-data', async () => {
    await browser.popup.close();
    await admin.createCredential(browser.page);
    await admin.openWebhookDataPopUp(browser, REPOSITORY.name);
  });
  await tell('She presses the button: the webhook data is held', 'captured', () => pressUntil('captured'));
  await tell('She chooses Open in Bitbucket: the form for a new webhook opens', 'empty-form', async () => {
    await browser.popup.click('#primary');
    await browser.follow(new RegExp(`^${admin.createPage(REPOSITORY)}$`));
    await admin.waitForForm(browser.page);
  });
  await tell('She presses the button: the form is filled', 'filled', () => pressUntil('filled'));
  await tell('She chooses Create: Bitbucket lists the webhook', 'stored', async () => {
    await browser.popup.close();
    await admin.submit(browser.page);
  });
  console.log(`\nDone in ${((Date.now() - began) / 1000).toFixed(1)} s. Pictures: ${fileURLToPath(PICTURES)}`);
  tellWhatIsStored();
}

/** @param {string} state */
async function pressUntil(state) {
  await browser.press();
  await browser.popup.waitForState(state);
}

async function showToAPerson() {
  await browser.open(`${CICD}#/repositories/${REPOSITORY.name}`);
  console.log(`${browser.version} shows the practice site, with the extension in it. The way:

  1. If the button is not in the toolbar: open the menu of extensions (the jigsaw piece) and pin "Webhook Autofill".
  2. Choose "Webhook Data", then press the button: the data is held.
  3. Choose "Open in Bitbucket" in the button's pop-up.
  4. On Bitbucket's form press the button; type a secret of your own; the form is filled.
  5. Choose "Create". What Bitbucket then stores is printed here.

Close the window to end.`);
  await browser.driver.untilClosed();
  tellWhatIsStored();
}

/** The webhooks as the server has them; a secret only by its length. */
function tellWhatIsStored() {
  for (const [repository, webhooks] of Object.entries(site.webhooks(REPOSITORY.bitbucket))) {
    for (const { configuration, createdDate, updatedDate, ...webhook } of webhooks) {
      const secret = `${configuration.secret?.length ?? 0} characters, not shown`;
      console.log(`\n${REPOSITORY.bitbucket} has stored, for ${repository}:`);
      console.log(JSON.stringify({ ...webhook, configuration: { secret } }, null, 2));
    }
  }
}
