// The popup for everybody: in any colours, by keyboard alone, and read aloud.
import assert from 'node:assert/strict';
import * as admin from './admin.mjs';
import { CATALOG, ORDERS } from './admin.mjs';
import { AXE, findings, LOOKS } from './axe.mjs';
import { scene } from './scene.mjs';
import { FURTHER, STATES, walk } from './states.mjs';
import { capture, pressUntil, stored } from './steps.mjs';
import { until } from './until.mjs';

/** @typedef {import('./scene.mjs').Browser} Browser */

scene('in every state nothing keeps anybody from reading and using the popup', async ({ browser, site }) => {
  /** @type {string[]} */
  const found = [];
  await walk([...STATES, ...FURTHER], { browser, site }, async (state) => {
    if (state === 'working') await browser.popup.run(STOP_THE_CLOCK);
    const problems = [...(await problemsOfFocus(browser)), ...(await problemsOfTab(browser))];
    for (const [colours, rules] of LOOKS) {
      await browser.popup.setColours(colours);
      problems.push(...(await problemsThatAxeFinds(browser, rules)).map((problem) => `${colours}: ${problem}`));
    }
    found.push(...problems.map((problem) => `${state}: ${problem}`));
  });
  assert.deepEqual(found, []);
});

/** So that it goes on working until everything is looked at, however long that takes. */
const STOP_THE_CLOCK = "{ const now = Date.now(); Date.now = () => now; } ''";

/** @param {Browser} browser @param {object} rules @returns {Promise<string[]>} */
async function problemsThatAxeFinds({ popup }, rules) {
  if ((await popup.run('typeof axe')) === 'undefined') await popup.run(`${AXE}; ''`);
  await popup.settled();
  return JSON.parse(String(await popup.run(`axe.run(document, ${JSON.stringify(rules)}).then(${findings})`)));
}

/** Where the focus must be: on the first input, the first button, or the sentence. @param {Browser} browser */
async function problemsOfFocus({ popup }) {
  const { focused, first } = (await popup.evaluate(whereTheFocusIs)) ?? {};
  return focused === first ? [] : [`the focus is on ${focused}, not on ${first}`];
}

async function whereTheFocusIs() {
  if (document.activeElement === document.body && !document.hasFocus()) {
    // A popup that Firefox is still opening has the focus only then.
    await new Promise((come) => {
      window.addEventListener('focus', come, { once: true });
      window.setTimeout(come, 1000);
    });
  }
  const first = document.querySelector('#secret, select, #primary')?.id ?? 'status';
  // In a state that is mostly there for a moment only the focus need not be anywhere yet.
  const isAtWork = document.body.dataset.state === 'working' && document.activeElement === document.body;
  return { focused: isAtWork ? first : document.activeElement?.id, first };
}

/** From the sentence Tab must lead to all that can be used, in order, with a ring. @param {Browser} browser */
async function problemsOfTab({ popup }) {
  const problems = [];
  const count = Number(await popup.evaluate((usable) => document.querySelectorAll(usable).length, USABLE));
  await popup.evaluate(() => document.getElementById('status')?.focus());
  for (let place = 0; place < count; place += 1) {
    await popup.key('Tab');
    problems.push(await popup.evaluate(problemOfPlace, USABLE, place));
  }
  return problems.filter((problem) => problem !== '');
}

const USABLE = 'a[href], button, input, select, textarea, [tabindex="0"]';

/** @param {string} usable @param {number} place */
async function problemOfPlace(usable, place) {
  const element = document.querySelectorAll(usable)[place];
  if (element !== document.activeElement) {
    // Firefox's keys may come later than what is asked here.
    await new Promise((come) => {
      document.addEventListener('focusin', come, { once: true });
      window.setTimeout(come, 1000);
    });
  }
  if (element !== document.activeElement) return `Tab does not lead to ${element?.outerHTML}`;
  const { outlineStyle, outlineWidth, outlineColor } = window.getComputedStyle(element);
  const isSeen = outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2 && !/^rgba.*, 0\)$/.test(outlineColor);
  return isSeen ? '' : `there is no ring around ${element.outerHTML}`;
}

scene('the whole way by keyboard alone, with every change announced', async ({ browser, site }) => {
  const { popup } = browser;
  await capture(browser, CATALOG);
  await capture(browser, ORDERS);
  while ((await focused(browser)) !== "Forget 'catalog'") await popup.key('Tab');
  await popup.key('Enter');
  await until('the list to be gone', async () => !(await popup.visible('#held')));
  assert.equal(await focused(browser), 'Open in Bitbucket');
  await popup.key('Enter');
  await browser.follow(new RegExp(`^${admin.createPage(ORDERS)}$`));
  await admin.waitForForm(browser.page);

  await pressUntil(browser, 'needs-secret');
  await popup.evaluate(listen);
  await popup.keys('typed by keyboard');
  await popup.key('Enter');
  await popup.waitForState('filled');
  assert.match(String(await focused(browser)), /^The form is filled/);
  await popup.key('Tab');
  assert.equal(await focused(browser), 'Undo');
  await popup.key('Space');
  await popup.waitForState('undone');
  assert.equal(await focused(browser), 'Fill again');
  await popup.key('Enter');
  await popup.waitForState('filled');
  const said = String(await popup.evaluate(() => document.documentElement.dataset.heard)).split('\n');
  const lost = await popup.evaluate(() => document.documentElement.dataset.lost);
  const [working, filled, undone] = [/^Looking at the page/, /^The form is filled/, /is put back/];
  assert.equal(said.length, 6, said.join('; '));
  for (const [place, words] of [working, filled, working, undone, working, filled].entries()) {
    assert.match(said[place], words);
  }
  assert.equal(lost, '0', 'the focus is never lost');
  await popup.close();

  await admin.submit(browser.page);
  assert.equal(stored(site, ORDERS)[0].configuration.secret, 'typed by keyboard');
});

/** What the focus is on, as a screen reader would call it. @param {Browser} browser */
const focused = ({ popup }) =>
  popup.evaluate(() => document.activeElement?.ariaLabel ?? document.activeElement?.textContent);

/** Notes what a screen reader would say of the sentence, as long as its element stays, and when the focus is lost. */
function listen() {
  const status = /** @type {HTMLElement} */ (document.querySelector('[role=status]'));
  /** @type {string[]} */
  const said = [];
  let lost = 0;
  new window.MutationObserver(() => {
    const says = status.isConnected && status.getAttribute('role') === 'status' ? String(status.textContent) : '';
    if (said.at(-1) !== says) said.push(says);
    if (document.activeElement === document.body) lost += 1;
    Object.assign(document.documentElement.dataset, { heard: said.join('\n'), lost: String(lost) });
  }).observe(document.body, { childList: true, subtree: true });
}
