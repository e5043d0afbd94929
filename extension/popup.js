// Starts the popup.

import './failure.js';
import init, { start } from './webhook_autofill.js';

/** @param {string} name of a message in `_locales` */
const say = (name) => chrome.i18n.getMessage(name);

const ready = init();
// The language file is read meanwhile.
document.documentElement.lang = say('language');
document.title = say('name');
for (const heading of document.getElementsByTagName('h1')) heading.textContent = say('name');

await ready;
start();
