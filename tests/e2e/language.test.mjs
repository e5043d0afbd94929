// The popup speaks the browser's language, and English where it does not know that one or lacks a sentence of it.
import assert from 'node:assert/strict';
import { cp, readFile, rm, writeFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { startPracticeSite } from '../../www/server/site.mjs';
import * as admin from './admin.mjs';
import { builtExtension, launch } from './browser.mjs';

const BROWSER = /** @type {import('./browser.mjs').BrowserName} */ (process.env.BROWSER ?? 'chromium');

const ENGLISH = {
  language: 'en',
  sentence: "The webhook data of 'orders' is held. Open the form and press this button again there.",
  button: 'Open in Bitbucket',
  description: /^Fills Bitbucket Server's webhook form/,
};
const GERMAN = {
  language: 'de',
  sentence:
    'Die Webhook-Daten von „orders“ sind übernommen. ' +
    'Öffnen Sie das Formular, und klicken Sie dort erneut auf das Erweiterungssymbol.',
  button: 'In Bitbucket öffnen',
  description: /^Füllt das Webhook-Formular von Bitbucket Server/,
};

/** @type {Awaited<ReturnType<typeof startPracticeSite>>} */
let site;
before(async () => {
  site = await startPracticeSite();
});
after(() => site.close());

/** What the popup shows of webhook data. @param {string} language @param {string} [extension] */
async function shown(language, extension) {
  const browser = await launch({ browser: BROWSER, site, language, extension });
  try {
    await admin.openWebhookDataPopUp(browser, 'orders');
    await browser.press();
    await browser.popup.waitForState('captured');
    return {
      language: await browser.popup.evaluate(() => document.documentElement.lang),
      sentence: await browser.popup.text('#status'),
      button: await browser.popup.text('#primary'),
      description: await browser.popup.evaluate(() => chrome.runtime.getManifest().description),
    };
  } finally {
    await browser.close();
  }
}

/** @param {Awaited<ReturnType<typeof shown>>} popup @param {typeof ENGLISH} expected */
function assertSpeaks({ description, ...popup }, { description: beginning, ...expected }) {
  assert.deepEqual(popup, expected);
  assert.match(String(description), beginning);
}

/** What a browser speaks, and what it shows. @type {[string, typeof ENGLISH][]} */
const LANGUAGES = [
  ['de-AT', GERMAN],
  ['fr', ENGLISH],
];

for (const [language, expected] of LANGUAGES) {
  test(`a browser that speaks ${language} shows the popup in ${expected.language}`, async () => {
    assertSpeaks(await shown(language), expected);
  });
}

test('what a language file lacks is said in English, and nothing else changes', async () => {
  assertSpeaks(await shown('de', await withoutTheSentence()), { ...GERMAN, sentence: ENGLISH.sentence });
});

/** The extension, with one sentence missing in German. */
async function withoutTheSentence() {
  const folder = fileURLToPath(new URL('../../target/e2e/without-a-sentence/', import.meta.url));
  await rm(folder, { recursive: true, force: true });
  await cp(builtExtension(BROWSER), folder, { recursive: true });
  const file = `${folder}_locales/de/messages.json`;
  const messages = JSON.parse(await readFile(file, 'utf8'));
  assert.ok(delete messages.capturedOpenForm);
  await writeFile(file, JSON.stringify(messages));
  return folder;
}
