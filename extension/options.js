// Starts the options page, and puts its fixed words into the browser's language.

import './failure.js';
import { load } from './load.js';
import init, { options } from './webhook_autofill.js';

/** @param {string} name of a message in `_locales` */
const say = (name) => chrome.i18n.getMessage(name);

document.documentElement.lang = say('language');
document.title = say('settingsTitle');
for (const element of document.querySelectorAll('[data-say]')) {
  element.textContent = say(element.getAttribute('data-say') ?? '');
}
// Chromium lets the popup ask the server in front for its webhooks by the press alone.
if (location.protocol === 'moz-extension:') document.getElementById('allow')?.removeAttribute('hidden');

await init();
options(load);
