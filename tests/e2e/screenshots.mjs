// Pictures of the popup in every state, as large as it really is, and of the options page in all that it can show:
// `cargo xtask screenshots [--browser firefox]` leaves them in target/screenshots/. The browser can be told to speak
// another language (`--language de`).
import { mkdir, readdir, rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { startPracticeSite } from '../../www/server/site.mjs';
import { launch } from './browser.mjs';
import { LOOKS_OF_OPTIONS } from './settings.mjs';
import { FURTHER, STATES, walk } from './states.mjs';

const PICTURES = fileURLToPath(new URL('../../target/screenshots/', import.meta.url));
/** @type {import('./browser.mjs').Colours[]} */
const COLOURS = ['light', 'dark', 'forced'];

const { values } = parseArgs({
  options: { browser: { type: 'string', default: 'chromium' }, language: { type: 'string', default: 'en-US' } },
});
const name = /** @type {import('./browser.mjs').BrowserName} */ (values.browser);
const ofThese = [name, ...(values.language === 'en-US' ? [] : [values.language])].join('-');

await mkdir(PICTURES, { recursive: true });
for (const file of await readdir(PICTURES)) {
  if (COLOURS.some((colours) => file.startsWith(`${ofThese}-${colours}-`))) await rm(PICTURES + file);
}
const site = await startPracticeSite();
const browser = await launch({ browser: name, site, language: values.language });
try {
  await walk([...STATES, ...FURTHER], { browser, site }, async (state) => {
    await browser.popup.settled();
    for (const colours of COLOURS) {
      await browser.popup.setColours(colours);
      await browser.popup.screenshot(`${PICTURES}${ofThese}-${colours}-${state}.png`);
    }
    console.log(`${state.padEnd(26)} ${await browser.popup.text('#status')}`);
  });
  await browser.popup.close();
  for (const [what, show] of LOOKS_OF_OPTIONS) {
    await show(browser);
    for (const colours of COLOURS) {
      await browser.page.setColours(colours);
      await browser.page.wholeScreenshot(`${PICTURES}${ofThese}-${colours}-options-${what}.png`);
    }
    console.log(`options, ${what}`);
  }
} finally {
  await browser.close();
  await site.close();
}
console.log(`\nPictures of ${browser.version}: ${PICTURES}${ofThese}-*.png`);
