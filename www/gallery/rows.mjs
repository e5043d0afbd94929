// What we survive: hostile pages, what a press ends in on each, what answers, and where that is proven.
//
//   native  a press over the page's snapshot, without a browser: a row of tests/guard.rs with the same words
//   live    a real DOM in both browsers: a test of tests/page.rs, which the row names
//   button  the real button in both browsers: tests/e2e/gallery.test.mjs does the row itself, or a scene that it names
//
// Unless a press ends in `filled`, nothing stays written and nothing is stored. `cargo xtask test` says if a row of
// this table is proven nowhere, and if a rule of the guard has none.

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
 * @property {{first: string, spoil?: Spoil, button: '#primary' | '#secondary'}} [then] the press ends in this state
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
  'read back': 'What was written is read at once and 100 ms later: what is not as meant is put back, or said.',
  reading: 'Only what a person sees is read, in the order in which she sees it.',
  bounds: 'A look has a limit of items, texts and visits.',
  expiry: 'What is held ends, whether or not the popup is opened again.',
  browser: 'The browser does not let it come so far.',
};

const HEADERS = {
  everyPolicy: {
    'Content-Security-Policy': "default-src 'none'; script-src 'self'; style-src 'self'; img-src data:; "
      + "font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
      + "object-src 'none'; worker-src 'none'; sandbox allow-scripts allow-same-origin",
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
    ['the form in an object over another page of its server',
      { on: 'browse', headers: HEADERS.frames, spoil: spoil.embed, given: [PAGES.form] }, 'open-form', 'TopFrame'],
    ['the form in a frame over a look-alike’s page',
      { on: 'evilBrowse', headers: HEADERS.frames, spoil: spoil.frame, given: [PAGES.form] }, 'wrong-repository',
      'TopFrame'],
  ]),
  ...proven('native', 'Where are we?', [
    ['the section in a frame', 'error', 'TopFrame'],
    ['a credential in a frame', 'error', 'TopFrame'],
    ['the form in a frame', 'error', 'TopFrame'],
    ['the section on another site', 'confirm', 'SapHost'],
    ['the pop-up on another site', 'confirm', 'SapHost'],
    ['a credential on another site', 'confirm', 'SapHost'],
    ['a secret that the pop-up shows on another site', 'confirm', 'SapHost'],
    ["SAP's host before another one", 'confirm', 'SapHost'],
    ["SAP's host as a path", 'confirm', 'SapHost'],
    ["a sibling of SAP's domain", 'confirm', 'SapHost'],
    ["a customer's own app below cfapps", 'confirm', 'SapHost'],
    ['one label too many', 'confirm', 'SapHost'],
    ['a trailing dot', 'confirm', 'SapHost'],
    ['an international look-alike', 'confirm', 'SapHost'],
    ['another port', 'confirm', 'SapHost'],
    ['by http', 'confirm', 'SapHost'],
    ['the form at the address of another page', 'open-form', 'FormPath'],
    ['the form at the address of the list', 'open-form', 'FormPath'],
    ['the form of a repository of that name in another project', 'wrong-repository', 'SameRepository'],
    ['the form on a host with a trailing dot', 'wrong-repository', 'SameRepository'],
    ['the form under another context path', 'wrong-repository', 'SameRepository'],
    ['the form by http', 'confirm', 'Https'],
    ['the form by http though the clone address is by https', 'confirm', 'Https'],
    ['the form of a virtual host', 'confirm', 'SameHost'],
    ['the form on another host than that of the ssh address', 'confirm', 'SameHost'],
    ['the form on another port, of an ssh address', 'confirm', 'SameHost'],
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

  ...pressed('What is read?', [
    ['the pop-up on a host that is not SAP’s', { on: 'foreignPopUp' }, 'confirm', 'SapHost'],
    ['a URL with braces, which Bitbucket expands', { on: 'popUp', spoil: spoil.addBracesToUrl }, 'error',
      'UrlCharacters'],
    ['a URL that leads elsewhere', { on: 'popUp', spoil: spoil.leadUrlElsewhere }, 'confirm', 'SapReceiver'],
    ['a pop-up that nobody sees lies on the real one', { on: 'popUp', spoil: spoil.addHiddenPopUp }, 'captured',
      'reading'],
    ['a pop-up with another URL lies under the real one', { on: 'popUp', spoil: spoil.addCoveredPopUp }, 'captured',
      'reading'],
    ['a pop-up is rendered half', { on: 'popUp', spoil: spoil.emptyUrl }, 'nothing-here', 'recognition'],
    ['a URL of several kilobytes', { on: 'popUp', spoil: spoil.lengthenUrl }, 'nothing-here', 'bounds'],
  ]),
  ...proven('live', 'What is read?', [
    ['words that nobody sees, beside those that are seen', 'read', 'reading', 'skips_what_a_person_does_not_see'],
    ['texts for screen readers, and folded panels', 'read', 'reading',
      'skips_texts_for_screen_readers_and_folded_panels'],
    ['a hidden word in a label', 'read', 'reading', 'leaves_a_hidden_word_out_of_a_label'],
    ['a dialog that is closed but still in the page', 'read', 'reading',
      'skips_a_closed_dialog_that_is_still_in_the_dom'],
    ['two dialogs at once', 'read', 'reading', 'puts_the_upper_of_two_dialogs_first'],
    ['a dialog in the top layer', 'read', 'reading', 'puts_the_dialog_of_the_top_layer_first'],
    ['a script as a link', 'read', 'reading', 'takes_no_script_for_a_link'],
    ['an address within other words', 'read', 'reading', 'takes_only_a_whole_text_for_an_address'],
    ['values in every field, before the page is known', 'read', 'reading', 'says_no_value_of_any_field'],
    ['half a character', 'error', 'WholeCharacters', 'half_a_character_is_never_taken_for_a_whole_one'],
    ['fields that hide the properties of their form', 'read', 'own setter',
      'survives_a_form_that_shadows_the_properties_of_its_element'],
    ['a text of many kilobytes', 'read', 'bounds', 'cuts_a_long_text_and_says_so'],
    ['thousands of texts', 'read', 'bounds', 'leaves_out_the_last_texts_that_follow_no_label'],
    ['thousands of fields', 'error', 'bounds', 'refuses_a_page_with_too_many_fields'],
    ['elements within elements, thousands deep', 'read', 'bounds', 'reads_a_deep_page'],
    ['labels from right to left', 'read', 'reading', 'reads_from_right_to_left_in_the_order_of_the_text'],
  ]),
  ...proven('native', 'What is read?', [
    ['a URL by http', 'error', 'UrlHttps'],
    ['a link that says another address than it leads to', 'error', 'UrlAsShown'],
    ["a link that says SAP's host before another one", 'error', 'UrlAsShown'],
    ["a link that says SAP's host as a user", 'error', 'UrlAsShown'],
    ['a URL with a zero-width character', 'error', 'UrlCharacters'],
    ['a URL with a letter that is not drawn', 'error', 'UrlCharacters'],
    ['a URL that turns its direction', 'error', 'UrlCharacters'],
    ['a URL with a blank', 'error', 'UrlCharacters'],
    ['a URL with half a character', 'error', 'WholeCharacters'],
    ['a URL on another host', 'confirm', 'SapReceiver'],
    ["a URL on SAP's host before another one", 'confirm', 'SapReceiver'],
    ["a URL on a customer's own app", 'confirm', 'SapReceiver'],
    ['a URL on another port', 'confirm', 'SapReceiver'],
    ["a URL on a sibling of SAP's domain", 'confirm', 'SapReceiver'],
    ['a URL with a trailing dot', 'confirm', 'SapReceiver'],
    ['a URL on an international look-alike', 'confirm', 'SapReceiver'],
    ['a repository whose name turns its direction', 'error', 'RepositoryCharacters'],
    ['a repository with a zero-width character in its name', 'error', 'RepositoryCharacters'],
    ['a repository with a space in its name that is none', 'error', 'RepositoryCharacters'],
    ['a repository with braces in its name', 'error', 'RepositoryCharacters'],
    ['a repository with half a character in its name', 'error', 'WholeCharacters'],
    ["a credential's name of two words", 'error', 'CredentialCharacters'],
    ["a credential's name with a letter that looks like another", 'error', 'CredentialCharacters'],
    ["a credential's name with a zero-width character", 'error', 'CredentialCharacters'],
    ['a field that is empty after all', 'error', 'SecretThere'],
    ['a secret that Bitbucket would cut', 'error', 'SecretLength'],
    ['dots in the place of a secret', 'error', 'SecretUnmasked'],
    ['circles in the place of a secret', 'error', 'SecretUnmasked'],
    ['stars in the place of a secret', 'error', 'SecretUnmasked'],
    ['dots that she types', 'needs-secret', 'SecretUnmasked'],
    ['a secret of two lines', 'error', 'SecretCharacters'],
    ['a secret that turns its direction', 'error', 'SecretCharacters'],
    ['a line end that she pastes', 'needs-secret', 'SecretCharacters'],
    ['a secret with half a character', 'error', 'WholeCharacters'],
    ['a sentence in the place of a secret', 'captured', 'SecretNoInformation'],
    ['a secret that the page has masked half', 'captured', 'SecretNoInformation'],
    ['a placeholder', 'captured', 'SecretNoInformation'],
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
    ['a second secret is there', form(spoil.doubleSecret), 'ambiguous', 'recognition'],
    ['the form is there twice', form(spoil.doubleForm), 'ambiguous', 'recognition'],
    ['a copy that nobody sees stands before the form', form(spoil.hideDecoy), 'ambiguous', 'recognition'],
    ['a search, a user name and a password stand beside it', form(spoil.addOtherFields), 'filled', 'recognition'],
    ['the page has 100,000 elements more', form(spoil.fillPage), 'filled', 'bounds'],
    ['the page goes from right to left', form(spoil.turnAround), 'filled', 'reading'],
    ['every word stands in elements of its own', form(spoil.wrapTexts), 'filled', 'reading'],
    ['every id is another one than before', form(spoil.changeIds), 'filled', 'recognition'],
    ['another event is ticked, and stays so', form(spoil.tickAnotherEvent), 'filled', 'recognition'],
    ['the whole page can be edited', form(spoil.makeEditable), 'filled', 'recognition'],
    ['another field takes the focus', form(spoil.stealFocus), 'filled', 'own setter'],
  ]),
  ...proven('live', 'Where is it written?', [
    ['a field that is not displayed, transparent, tiny or scaled to nothing', 'error', 'Shown',
      'writes_nothing_that_a_person_would_not_see'],
    ['a field that is clipped, off the screen, inert or under something', 'error', 'Uncovered',
      'writes_nothing_that_a_person_could_not_click'],
    ['a field below the top layer', 'error', 'Uncovered', 'writes_nothing_below_the_top_layer'],
    ['a field that is disabled, read-only, too short or of another kind', 'error', 'Enabled',
      'writes_nothing_that_takes_no_input'],
    ['a box that is hidden together with its drawing, covered or disabled', 'error', 'Shown',
      'ticks_no_box_that_is_hidden_covered_or_disabled'],
    ['a box that prevents the click', 'error', 'read back', 'a_box_that_prevents_the_click_refuses'],
    ['a field whose value a framework watches', 'filled', 'own setter',
      'fills_a_field_whose_value_a_framework_watches'],
    ['a value that is right already', 'filled', 'read back', 'touches_nothing_that_is_right_already'],
    ['a secret with quotes, pictures and thousands of characters', 'filled', 'own setter',
      'writes_a_secret_with_any_characters'],
  ]),
  ...proven('native', 'Where is it written?', [
    ['a list where a text is meant', 'error', 'Fitting'],
    ['a control that is disabled', 'error', 'Enabled'],
    ['a control that takes no input', 'error', 'Writable'],
    ['a control that would cut the value', 'error', 'LongEnough'],
    ['a control that is transparent, clipped or of no size', 'error', 'Shown'],
    ['a control with something on it, or out of reach', 'error', 'Uncovered'],
  ]),

  ...pressed('What happens meanwhile?', [
    ['a field is replaced while it is filled', form(spoil.replaceUrlWhenWritten), 'error', 'read back'],
    ['a field takes another value than it is given', form(spoil.refuseUrl), 'error', 'read back'],
    ['the next field is locked while one is filled', form(spoil.lockSecretWhenUrlIsWritten), 'error', 'Writable'],
    ['a field takes another value 50 ms later, and Undo is chosen',
      { ...form(spoil.changeUrlLater), then: { first: 'error', button: '#secondary' } }, 'undone', 'read back'],
    ['the classic form empties the secret 50 ms later, and Undo is chosen',
      { on: 'classic', spoil: spoil.emptySecretLater, then: { first: 'error', button: '#secondary' } }, 'undone',
      'read back'],
    ['somebody else’s webhook: the page goes elsewhere during the question',
      { on: 'edit', then: { first: 'confirm', spoil: spoil.goToAnotherRepository, button: '#primary' } },
      'wrong-repository', 'SameRepository'],
  ]),
  ...proven('live', 'What happens meanwhile?', [
    ['the last of several fields cannot be written', 'error', 'Writable',
      'checks_every_field_before_it_writes_the_first'],
    ['a field changes its mind later', 'error', 'read back',
      'puts_everything_back_when_a_field_changes_its_mind_later'],
    ['a field vanishes when the one before is written', 'error', 'Shown',
      'checks_the_next_field_again_before_it_is_written'],
    ['a field changes after it was filled', 'error', 'read back',
      'says_afterwards_whether_a_field_still_holds_what_it_was_given'],
    ['a field went away after the look', 'error', 'look again', 'a_field_that_went_away_is_gone'],
    ['another look, or another address', 'error', 'SameAddress', 'writes_only_on_the_page_that_was_looked_at'],
    ['a field lets nothing be put back', 'error', 'read back', 'undo_says_when_it_cannot_put_back'],
  ]),
  ...proven('native', 'What happens meanwhile?', [
    ['a page that has gone elsewhere before it is filled', 'error', 'SameAddress'],
    ['a page that has gone elsewhere before it is read', 'error', 'SameAddress'],
  ]),

  ...proven('native', 'What goes stale?', [
    ["data from another host than SAP's", 'confirm', 'SapSource'],
    ["a webhook that is somebody else's", 'confirm', 'SameWebhook'],
    ['a webhook of another repository', 'confirm', 'SameWebhook'],
    ['a webhook that is there already', 'exists', 'SingleWebhook'],
  ]),

  ...proven('button', 'What goes stale?', [
    ['a second Generate after the secret was taken', 'secret-captured', 'look again',
      'a second Generate replaces the first secret'],
    ['a credential of the same name in two subaccounts', 'needs-secret', 'recognition',
      'the secret of another subaccount’s credential of the same name is not used'],
    ['a repository that was renamed', 'wrong-repository', 'SameRepository',
      'a repository that was renamed is filled deliberately'],
  ]),

  ...proven('button', 'What else?', [
    ['two tabs show the form', 'filled', 'browser', 'of two tabs with the same form the one in front is filled'],
    ['a page looks for the extension before the press', 'no-data', 'browser',
      'before the press nothing of the extension is in any page'],
    ['a page is one that no extension may read', 'unknown-page', 'browser',
      'a page that no extension may read is named as such'],
    ['a form mounts late, or never', 'unknown-page', 'look again',
      'a form that mounts late is waited for, one that never does is not'],
    ['a Bitbucket speaks http', 'confirm', 'Https', 'an http Bitbucket is filled only after a yes'],
    ['a secret is held for too long', 'needs-secret', 'expiry',
      'a secret that has expired is dropped by the background'],
    ['a window is private', 'no button', 'browser',
      'in a private window there is no extension, and nobody can let it in'],
    ['two presses come at once', 'filled', 'look again', 'two quick presses fill once'],
    ['two clicks on Yes come at once', 'filled', 'look again', 'two quick clicks on Yes fill once'],
    ['the popup closes while it waits for the form', 'working', 'browser',
      'a popup that is closed while it waits for the form leaves it alone'],
    ['the popup closes between look and act', 'confirm', 'look again',
      'a popup that is closed during a question leaves the form alone, and asks again'],
    ['the popup closes while the form is being filled', 'filled', 'look again',
      'a popup that is closed while the form is being filled leaves it whole'],
    ['permission ends: a page of another site comes during a question', 'unknown-page', 'browser',
      'a page of another site that comes during a question is not read'],
    ['the worker ends between capture and fill', 'filled', 'browser',
      'a worker that the browser has ended loses nothing between capture and fill'],
    ['the worker ends before a secret expires, with no popup open', 'needs-secret', 'expiry',
      'what has expired is dropped with no popup open, by a worker that had been ended'],
    ['a secret expires while the popup asks', 'needs-secret', 'expiry',
      'what expires while the popup asks is not filled any more'],
    ['a webhook belongs to somebody else', 'confirm', 'SameWebhook',
      'a webhook of somebody else is not touched without a yes'],
  ]),
];
