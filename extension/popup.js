// Starts the popup.

import './failure.js';
import { load } from './load.js';
import { page } from './page.js';
import { front, isReached, run } from './tabs.js';
import init, { start } from './webhook_autofill.js';

/** @param {string} name of a message in `_locales` */
const say = (name) => chrome.i18n.getMessage(name);

// Takes the connections of get.js, which are there to end with this page.
chrome.runtime.onConnect.addListener(() => {});
const tab = front();
const loading = load();
// Before the look: Firefox takes up to 20 ms to say so, and the module asks the server as soon as it is there.
const reached = tab.then(isReached);
// Every press begins with a look; the module understands it when it is there.
const looking = tab.then((tab) => run(tab, page, { look: {} }));
// The module says it if they fail.
for (const asked of [tab, loading, looking, reached]) asked.catch(() => {});
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
start(tab, loading, looking, reached);
