// The options page: what is set there holds from the next press on, and a policy holds more.
import assert from 'node:assert/strict';
import * as admin from './admin.mjs';
import { ORDERS } from './admin.mjs';
import { AXE, findings, LOOKS } from './axe.mjs';
import { launch } from './browser.mjs';
import { setPolicy } from './policy.mjs';
import { BROWSER, scene } from './scene.mjs';
import {
  answerWith, LISTS, LOOKS_OF_OPTIONS, MINUTES, openOptions, POLICY, pressAndSettle, says, store, TEMPLATE,
} from './settings.mjs';
import { until } from './until.mjs';

/** @typedef {import('./scene.mjs').Browser} Browser */

const MINUTE = 60_000;

/** @param {Browser} browser */
const stored = (browser) => browser.page.evaluate(storedSettings);

async function storedSettings() {
  const { settings } = await chrome.storage.local.get('settings');
  return /** @type {any} */ (settings ?? null);
}

scene('the popup leads to the page by keyboard, and to the same one again', async ({ browser }) => {
  const isAtTheLink = () => browser.popup.evaluate(() => document.activeElement?.id === 'settings');
  for (let time = 0; time < 2; time += 1) {
    await pressAndSettle(browser);
    // The last that Tab leads to.
    await until('the link to have the focus', async () => {
      await browser.popup.key('Tab');
      return isAtTheLink();
    });
    await browser.popup.key('Enter');
    await browser.popup.waitUntilClosed();
    await browser.follow(/\/options\.html$/);
  }
  assert.equal((await browser.tabs()).filter(({ url }) => url.endsWith('/options.html')).length, 1);
});

scene('minutes and the name of a webhook hold from the next press on', async ({ browser, site }) => {
  await openOptions(browser);
  await browser.page.replace(MINUTES, '5');
  await says(browser, /^Saved/);
  await browser.page.replace(TEMPLATE, 'CI {project}/{slug}');
  await until('the name to be stored', async () => (await stored(browser)).name_template === 'CI {project}/{slug}');
  assert.equal((await stored(browser)).secret_minutes, 5);

  await admin.openWebhookDataPopUp(browser, ORDERS.name);
  await browser.press();
  await browser.popup.waitForState('captured');
  await admin.openCreateForm(browser, ORDERS);
  await browser.press();
  await browser.popup.waitForState('needs-secret');
  const before = Date.now();
  await browser.popup.type('#secret', 'for five minutes');
  await browser.popup.click('#primary');
  await browser.popup.waitForState('filled');
  const { captured, expires } = await secretHeld(browser);
  assert.ok(captured >= before);
  assert.ok(expires >= captured + 5 * MINUTE && expires < Date.now() + 5 * MINUTE, 'five minutes after its last use');
  await browser.popup.close();
  await admin.submit(browser.page);
  assert.equal(site.webhooks(ORDERS.bitbucket)['SHOP/orders'][0].name, 'CI SHOP/orders');

  await openOptions(browser);
  await browser.page.replace(MINUTES, '1');
  await says(browser, /^Saved/);
  await pressAndSettle(browser);
  await until('the secret that is held to live shorter', async () =>
    (await secretHeld(browser)).expires <= Date.now() + MINUTE,
  );
});

/** @param {Browser} browser */
async function secretHeld(browser) {
  const [captured, expires] = (await browser.popup.evaluate(timesOfSecret)) ?? [];
  return { captured: Number(captured), expires: Number(expires) };
}

async function timesOfSecret() {
  const { held } = /** @type {any} */ (await chrome.storage.session.get('held'));
  return [held.secrets[0].captured, held.secrets[0].expires];
}

scene('what cannot be meant is not kept, and the page says why', async ({ browser }) => {
  await openOptions(browser);
  for (const [field, text, words] of [
    [MINUTES, '61', /^Not saved.* from 1 to 60/],
    [TEMPLATE, '{name}', /^Not saved.*Braces/],
    [TEMPLATE, ' ', /^Not saved.*empty/],
    [TEMPLATE, 'x'.repeat(256), /^Not saved.*at most 255/],
  ]) {
    await browser.page.replace(String(field), String(text));
    await says(browser, /** @type {RegExp} */ (words));
    assert.equal(await browser.page.evaluate(isInvalid, String(field)), true);
  }
  assert.equal(await stored(browser), null);
});

/** @param {string} selector */
function isInvalid(selector) {
  const field = document.querySelector(selector);
  const note = document.getElementById(`${field?.id}-note`);
  return field?.getAttribute('aria-invalid') === 'true' && Boolean(note?.textContent);
}

scene('what was stored wrongly is named, and nothing else of it is lost', async ({ browser }) => {
  await store(browser, { secret_minutes: 'soon', name_template: 'mine: {slug}', of_a_later_version: [1] });
  await openOptions(browser);
  const problems = await browser.page.evaluate(() => document.querySelector('#problems')?.textContent ?? '');
  assert.match(problems, /stored under 'Minutes that a secret is held'/);
  assert.equal(await browser.page.value(MINUTES), '15');
  assert.equal(await browser.page.value(TEMPLATE), 'mine: {slug}');
  await browser.page.replace(MINUTES, '20');
  await says(browser, /^Saved/);
  const kept = { secret_minutes: 20, name_template: 'mine: {slug}', of_a_later_version: [1], version: 1 };
  assert.deepEqual(await stored(browser), kept);
  await until('nothing to be wrong any more', () =>
    browser.page.evaluate(() => document.querySelector('#problems')?.childElementCount === 0),
  );
});

scene('what is kept is listed, and removed by a press', async ({ browser }) => {
  await store(browser, LISTS);
  await openOptions(browser);
  await browser.page.click('#learnt button');
  await until('one address to be left', async () => (await stored(browser)).learnt.length === 1);
  assert.equal((await stored(browser)).learnt[0].host, 'another');
  assert.equal(await browser.page.evaluate(() => document.activeElement?.id), 'learnt-0-button', 'the focus goes on');
  for (const list of ['learnt', 'allowed', 'pointed']) {
    await browser.page.click(`#${list} button`);
    await until(`${list} to be empty`, async () => (await stored(browser))[list].length === 0);
  }
  assert.equal(await browser.page.evaluate(() => document.activeElement?.id), 'pointed-title');
});

scene('nothing keeps anybody from reading and using the page, whatever it shows', async ({ browser }) => {
  for (const [name, show] of LOOKS_OF_OPTIONS) {
    await show(browser);
    for (const [colours, rules] of LOOKS) {
      await browser.page.setColours(colours);
      const found = /** @type {string} */ (await browser.page.evaluate(/** @type {any} */ (runAxe), rules));
      assert.deepEqual(JSON.parse(found), [], `${name}, ${colours}`);
    }
  }
});

scene('by keyboard alone everything on the page can be reached, and is seen to be', async ({ browser }) => {
  await store(browser, LISTS);
  await openOptions(browser);
  await until('what is kept to be listed', () => browser.page.shows('#pointed button'));
  const count = await browser.page.evaluate(howMuchCanBeUsed, USABLE);
  for (let place = 0; place < count; place += 1) {
    await browser.page.key('Tab');
    assert.equal(await browser.page.evaluate(problemOfPlace, USABLE, place), '');
  }
  await browser.page.evaluate(() => /** @type {HTMLElement} */ (document.querySelector('#pointed button')).focus());
  await browser.page.key('Enter');
  await until('the form to be forgotten', async () => (await stored(browser)).pointed.length === 0);
  assert.equal(await browser.page.evaluate(() => document.querySelector('[role=status]')?.textContent), 'Saved.');
});

const USABLE = ':is(input, button):not([hidden] *)';

/** @param {string} usable */
function howMuchCanBeUsed(usable) {
  return document.querySelectorAll(usable).length;
}

/** @param {string} usable @param {number} place */
function problemOfPlace(usable, place) {
  const element = document.querySelectorAll(usable)[place];
  if (element !== document.activeElement) return `Tab leads to ${document.activeElement?.outerHTML}, not to ${place}`;
  const { outlineStyle, outlineWidth } = getComputedStyle(element);
  return outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2 ? '' : `there is no ring around ${element.outerHTML}`;
}

/** Made of text, since the script is sent into the page with it. */
const runAxe = new Function('rules', `${AXE}; return axe.run(document, rules).then(${findings})`);

scene('access to a Bitbucket is given and taken back where the browser needs that', async ({ browser }) => {
  await openOptions(browser);
  if (BROWSER === 'chromium') {
    assert.equal(await browser.page.shows('#allow-host'), false, 'there the press alone is enough');
    return;
  }
  await browser.page.replace('#host', 'bitbucket.example.com');
  await browser.page.click('#allow-host');
  await says(browser, /no address/);
  await browser.page.replace('#host', 'https://bitbucket.example.com/projects');
  await /** @type {any} */ (browser.driver).allowWithoutAsking();
  await browser.page.click('#allow-host');
  await says(browser, /^Access is allowed/);
  const hosts = () => browser.page.evaluate(async () => (await chrome.permissions.getAll()).origins);
  assert.deepEqual(await hosts(), ['https://bitbucket.example.com/*']);
  await browser.page.click('#hosts button');
  await says(browser, /^Access is revoked/);
  assert.deepEqual(await hosts(), []);
});

scene('what a policy has set is shown as such, and cannot be changed', async ({ browser, site }) => {
  const takeBack = await setPolicy(browser, POLICY);
  const managed = await launch({ browser: BROWSER, site });
  try {
    await managed.open(admin.browsePage(ORDERS));
    await openOptions(managed);
    if (!takeBack) await managed.page.evaluate(answerWith, POLICY);
    await until('the policy to be shown', async () => (await managed.page.value(MINUTES)) === '3');
    assert.equal(await managed.page.value(TEMPLATE), 'Of the policy: {slug}');
    for (const setting of ['secret_minutes', 'name_template', 'allowed']) {
      assert.match(await managed.page.evaluate(noteOf, setting) ?? '', /^Set by your organisation's policy/, setting);
    }
    assert.equal(await managed.page.evaluate(noteOf, 'learnt'), '');
    assert.equal(await managed.page.shows('#allowed button'), false);
    await managed.page.replace(MINUTES, '60');
    assert.equal(await managed.page.value(MINUTES), '3');
    assert.equal(await stored(managed), null);
  } finally {
    await managed.close();
    await takeBack?.();
  }
});

/** @param {string} setting */
function noteOf(setting) {
  return document.getElementById(`${setting}-note`)?.textContent;
}
