// Starts the popup.

import './failure.js';
import init, { start } from './webhook_autofill.js';

/** @param {string} name of a message in `_locales` */
const say = (name) => chrome.i18n.getMessage(name);

const ready = init();
// The language file is read meanwhile.
document.documentElement.lang = say('language');
document.title = say('name');
for (const element of document.querySelectorAll('[data-say]')) {
  element.textContent = say(element.getAttribute('data-say') ?? '');
}
document.getElementById('settings')?.addEventListener('click', async (event) => {
  // The browser shows the one that is open already, if any.
  event.preventDefault();
  await chrome.runtime.openOptionsPage();
  close();
});

await ready;
start();
