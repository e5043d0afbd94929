// What we survive: hostile pages, what a press ends in on each, what answers, and where that is proven.
//
//   native  a press over the page's snapshot, without a browser: a row of tests/guard.rs with the same words
//   live    a real DOM in both browsers: a test of tests/page.rs, which the row names
//   button  the real button in both browsers: tests/e2e/gallery.test.mjs does the row itself, or a scene that it names
//
// Unless a press ends in `filled`, nothing is written and nothing is stored. `cargo xtask test` says if a row of this
// table is proven nowhere, and if a rule of the guard has none.

import * as spoil from './spoil.mjs';

/**
 * @typedef {'native' | 'live' | 'button'} Level
 * @typedef {keyof typeof PAGES} PageName
 * @typedef {object} Row
 * @property {string} family of which attacks it is one
 * @property {string} does what the page does
 * @property {string} ends the state of a press, or what comes of a control
 * @property {string} answers a rule of `RULES` in src/guard/rules.rs, or one of `OTHER_ANSWERS`
 * @property {Level} level
 * @property {string} [proof] the test or scene of that name
 * @property {Hostile} [page] what the button is pressed on
 *
 * @typedef {object} Hostile what is done in tests/e2e/gallery.test.mjs
 * @property {PageName} on where it begins
 * @property {Spoil} [spoil] what is done to the page then
 * @property {unknown[]} [given] what that is given
 * @property {Record<string, string>} [headers] what the server says beforehand
 * @property {RegExp} [at] the address to which the page goes by that
 * @property {{first: string, spoil: Spoil, button: '#primary' | '#secondary'}} [then] the press ends in this state
 *   first; then this is done to the page, and this button chosen
 *
 * @typedef {(...given: any[]) => unknown} Spoil
 */

/** Where hostile pages begin. */
export const PAGES = {
  form: 'https://bitbucket.example.com/plugins/servlet/webhooks/projects/SHOP/repos/orders/create',
  classic: 'https://classic.example.com/bitbucket/plugins/servlet/webhooks/projects/SHOP/repos/catalog/create',
  edit: 'https://bitbucket.example.com/plugins/servlet/webhooks/projects/SHOP/repos/orders/edit/1',
  other: 'https://bitbucket.example.com/plugins/servlet/webhooks/projects/SHOP/repos/checkout/create',
  lower: 'https://BITBUCKET.example.com/plugins/servlet/webhooks/projects/shop/repos/orders/create',
  browse: 'https://bitbucket.example.com/projects/SHOP/repos/orders/browse',
  longer: 'https://bitbucket.example.com.evil.test/plugins/servlet/webhooks/projects/SHOP/repos/orders/create',
  path: 'https://evil.test/bitbucket.example.com/plugins/servlet/webhooks/projects/SHOP/repos/orders/create',
  port: 'https://bitbucket.example.com:8443/plugins/servlet/webhooks/projects/SHOP/repos/orders/create',
  sibling: 'https://evil.example.com/plugins/servlet/webhooks/projects/SHOP/repos/orders/create',
  punycode: 'https://xn--bitbuket-jch.example.com/plugins/servlet/webhooks/projects/SHOP/repos/orders/create',
  evilBrowse: 'https://evil.test/bitbucket.example.com/projects/SHOP/repos/orders/browse',
  popUp: 'https://acme.cicd.cfapps.eu10.hana.ondemand.com/ui/index.html',
  foreignPopUp: 'https://cicd.internal.example.com/ui/index.html?generation=older',
};

/** What answers besides the rules of the guard. */
export const OTHER_ANSWERS = {
  'isolated world': 'A page’s scripts and ours share the document, but none of its objects.',
  recognition: 'Only what is sure is filled: each field once, named by its words or by two witnesses.',
  'own setter': 'What a framework or a form hides is reached through the prototypes, which are the browser’s own.',
  'look again': 'A press decides by what it sees now: before each step the page is looked at anew.',
  'read back': 'What was written is read once more; if it is not what was meant, everything is put back.',
  reading: 'Only what a person sees is read, in the order in which she sees it.',
  bounds: 'A look has a limit of items, texts and visits.',
  browser: 'The browser does not let it come so far.',
};

const HEADERS = {
  everyPolicy: {
    'Content-Security-Policy': "default-src 'none'; script-src 'self'; style-src 'self'; img-src data:; font-src 'self'; "
      + "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; object-src 'none'; "
      + "worker-src 'none'; sandbox allow-scripts allow-same-origin",
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Embedder-Policy': 'require-corp',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Origin-Agent-Cluster': '?1',
    'Permissions-Policy': 'clipboard-read=(), clipboard-write=(), fullscreen=()',
    'Referrer-Policy': 'no-referrer',
    'X-Frame-Options': 'DENY',
  },
  frames: { 'Content-Security-Policy': "script-src 'self'; frame-src *; frame-ancestors *" },
};

/** @type {(level: Level, family: string, rows: [string, string, string, string?][]) => Row[]} */
const proven = (level, family, rows) =>
  rows.map(([does, ends, answers, proof]) => ({ family, does, ends, answers, level, proof }));

/** @type {(family: string, rows: [string, Hostile, string, string][]) => Row[]} */
const pressed = (family, rows) =>
  rows.map(([does, page, ends, answers]) => ({ family, does, ends, answers, level: 'button', page }));

/** @type {(spoil: Spoil, ...given: unknown[]) => Hostile} */
const form = (spoil, ...given) => ({ on: 'form', spoil, given });

/** @type {Row[]} */
export const ROWS = [
  ...pressed('Where are we?', [
    ['the form on a host that begins alike', { on: 'longer' }, 'wrong-repository', 'SameRepository'],
    ['the form on a host that has the other as a path', { on: 'path' }, 'wrong-repository', 'SameRepository'],
    ['the form on another port', { on: 'port' }, 'wrong-repository', 'SameRepository'],
    ['the form on a sibling', { on: 'sibling' }, 'wrong-repository', 'SameRepository'],
    ['the form on an international look-alike', { on: 'punycode' }, 'wrong-repository', 'SameRepository'],
    ['the form of another repository', { on: 'other' }, 'wrong-repository', 'SameRepository'],
    ['the form at an address in other cases', { on: 'lower' }, 'filled', 'recognition'],
    ['the form below its own address', form(spoil.goBelow), 'open-form', 'FormPath'],
    ['the form as a document of the page’s own making', { ...form(spoil.goToBlob), at: /^blob:/ }, 'unknown-page',
      'FormPath'],
    ['the form in a frame over another page of its server',
      { on: 'browse', headers: HEADERS.frames, spoil: spoil.frame, given: [PAGES.form] }, 'open-form', 'TopFrame'],
    ['the form in a frame over a look-alike’s page',
      { on: 'evilBrowse', headers: HEADERS.frames, spoil: spoil.frame, given: [PAGES.form] }, 'wrong-repository',
      'TopFrame'],
  ]),

  ...pressed('Which scripts are the page’s?', [
    ['the value of every field goes through the page', form(spoil.patchValue), 'filled', 'isolated world'],
    ['the same, with the classic form', { on: 'classic', spoil: spoil.patchValue }, 'filled', 'isolated world'],
    ['every object has what the page wants', form(spoil.patchObject), 'filled', 'isolated world'],
    ['every list tells the page what is in it', form(spoil.patchArray), 'filled', 'isolated world'],
    ['nothing is found any more, and nothing is anywhere', form(spoil.patchQueries), 'filled', 'isolated world'],
    ['structuredClone, messages, JSON and chance are the page’s', form(spoil.patchMessages), 'filled',
      'isolated world'],
    ['events and clicks are the page’s', form(spoil.patchEvents), 'filled', 'isolated world'],
    ['the memory of a look is forged', form(spoil.forgeMemory), 'filled', 'isolated world'],
    ['fields hide the properties of their form', form(spoil.shadowProperties), 'filled', 'own setter'],
    ['every policy is set, Trusted Types and isolation included',
      { ...form(spoil.requireTrustedTypes), headers: HEADERS.everyPolicy }, 'filled', 'isolated world'],
  ]),

  ...pressed('Where is it written?', [
    ['something transparent lies on a field', form(spoil.coverUrl), 'error', 'Uncovered'],
    ['the same, and the page says that it does not', form(spoil.coverUrlAndLie), 'error', 'Uncovered'],
    ['the form takes no clicks', form(spoil.makeFormInert), 'error', 'Uncovered'],
    ['a field is beside the window', form(spoil.moveUrlAway), 'error', 'Uncovered'],
    ['the form is all but transparent', form(spoil.fadeForm), 'error', 'Shown'],
    ['a field takes no input', form(spoil.lockUrl), 'error', 'Writable'],
    ['a field is disabled', form(spoil.disableUrl), 'error', 'Enabled'],
    ['a field would cut its value', form(spoil.shortenUrl), 'error', 'LongEnough'],
    ['a field is there twice', form(spoil.doubleUrl), 'ambiguous', 'recognition'],
    ['the form is there twice', form(spoil.doubleForm), 'ambiguous', 'recognition'],
    ['a copy that nobody sees stands before the form', form(spoil.hideDecoy), 'ambiguous', 'recognition'],
    ['a search, a user name and a password stand beside it', form(spoil.addOtherFields), 'filled', 'recognition'],
    ['the page has 100,000 elements more', form(spoil.fillPage), 'filled', 'bounds'],
    ['the page goes from right to left', form(spoil.turnAround), 'filled', 'reading'],
    ['every word stands in elements of its own', form(spoil.wrapTexts), 'filled', 'reading'],
    ['the whole page can be edited', form(spoil.makeEditable), 'filled', 'recognition'],
    ['another field takes the focus', form(spoil.stealFocus), 'filled', 'own setter'],
  ]),

  ...pressed('What happens meanwhile?', [
    ['a field is replaced while it is filled', form(spoil.replaceUrlWhenWritten), 'error', 'read back'],
    ['a field takes another value than it is given', form(spoil.refuseUrl), 'error', 'read back'],
    ['the next field is locked while one is filled', form(spoil.lockSecretWhenUrlIsWritten), 'error', 'Writable'],
    ['somebody else’s webhook: the page is loaded anew during the question',
      { on: 'edit', then: { first: 'confirm', spoil: spoil.reload, button: '#primary' } }, 'confirm', 'SameWebhook'],
    ['somebody else’s webhook: the page goes elsewhere during the question',
      { on: 'edit', then: { first: 'confirm', spoil: spoil.goToAnotherRepository, button: '#primary' } },
      'wrong-repository', 'SameRepository'],
  ]),

  ...pressed('What is read?', [
    ['the pop-up on a host that is not SAP’s', { on: 'foreignPopUp' }, 'confirm', 'SapHost'],
    ['a URL with braces, which Bitbucket expands', { on: 'popUp', spoil: spoil.addBracesToUrl }, 'error',
      'UrlCharacters'],
    ['a URL that leads elsewhere', { on: 'popUp', spoil: spoil.leadUrlElsewhere }, 'confirm', 'SapReceiver'],
    ['a pop-up that nobody sees lies on the real one', { on: 'popUp', spoil: spoil.addHiddenPopUp }, 'captured',
      'reading'],
  ]),
];
