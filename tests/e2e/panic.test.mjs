// A module that panics stops at once, in the midst of what it does: then the popup says so, and is never silent.
import assert from 'node:assert/strict';
import { cp, readFile, rm, writeFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import binaryen from 'binaryen';
import { startPracticeSite } from '../../www/server/site.mjs';
import * as admin from './admin.mjs';
import { builtExtension, launch } from './browser.mjs';

const BROWSER = /** @type {import('./browser.mjs').BrowserName} */ (process.env.BROWSER ?? 'chromium');

/** @type {Awaited<ReturnType<typeof startPracticeSite>>} */
let site;
before(async () => {
  site = await startPracticeSite();
});
after(() => site.close());

test('a module that panics when an answer comes in is an error', async () => {
  await withExtension(await thatPanics('answers', () => true), async ({ press, popup }) => {
    await press();
    await popup.waitForState('error');
    assert.match(String(await popup.text('#status')), /Something went wrong inside the extension/);
    assert.equal(await popup.text('#primary'), 'Try again');
  });
});

test('a module that panics when a button is pressed is an error, and can be tried again', async () => {
  await withExtension(await thatPanics('events', (handler) => handler.includes('Event')), async ({ press, popup }) => {
    await press();
    await popup.waitForState('captured');
    await popup.click('#forget');
    await popup.waitForState('error');
    assert.match(String(await popup.text('#status')), /Something went wrong inside the extension/);
    await popup.click('#primary');
    await popup.waitForState('captured');
  });
});

/** @param {string} extension @param {(browser: import('./browser.mjs').Browser) => Promise<void>} act */
async function withExtension(extension, act) {
  const browser = await launch({ browser: BROWSER, site, extension });
  try {
    await admin.openWebhookDataPopUp(browser, admin.ORDERS.name);
    await act(browser);
  } finally {
    await browser.close();
  }
}

/**
 * The extension with a module in which some of the functions that the browser calls back do what a panic compiles to.
 * @param {string} where @param {(handler: string) => boolean} isMeant by the name that it has in wasm-bindgen's glue
 */
async function thatPanics(where, isMeant) {
  const folder = fileURLToPath(new URL(`../../target/e2e/panics-at-${where}/`, import.meta.url));
  await rm(folder, { recursive: true, force: true });
  await cp(builtExtension(BROWSER), folder, { recursive: true });
  const glue = await readFile(`${folder}popup.js`, 'utf8');
  const handlers = glue.matchAll(/function (\w+__invoke\w+)\([^)]*\) \{\s*(?:\w+ \w+ = )?wasm\.(\w+)\(/g);
  const meant = [...handlers].filter(([, name]) => isMeant(name));
  assert.ok(meant.length > 0, 'the browser calls nothing back');

  const file = `${folder}webhook_autofill_bg.wasm`;
  const module = binaryen.readBinary(await readFile(file));
  // The types of binaryen 132 have it in the module.
  const { Function: functions } = /** @type {any} */ (binaryen);
  for (const [, , name] of meant) {
    const { value } = binaryen.getExportInfo(module.getExport(name));
    functions.setBody(module.getFunction(value), module.unreachable());
  }
  await writeFile(file, module.emitBinary());
  module.dispose();
  return folder;
}
