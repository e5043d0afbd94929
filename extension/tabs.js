// The tab that the button was pressed for: where it is, what is done in its page, and where it is led. The popup begins
// its press with it; `src/browser/tabs.rs` does the rest.

/**
 * @typedef {{id: number, address?: string}} Tab  `address`: if the browser says it.
 * @typedef {{error: 'notAllowed' | 'gone'}} Refusal
 *   The browser lets no script of an extension run there; the document went away meanwhile.
 */

/** The tab in front of the popup. @returns {Promise<Tab>} */
export async function front() {
  const [{ id = chrome.tabs.TAB_ID_NONE, url }] = await chrome.tabs.query({ active: true, currentWindow: true });
  return { id, address: url || undefined };
}

/**
 * Whether what the popup itself asks the tab's server for carries the login there: in Chromium by the press alone, in
 * Firefox by a permission for the host. @param {Tab} tab
 */
export async function isReached({ address }) {
  if (!chrome.runtime.getURL('').startsWith('moz-extension:')) return true;
  try {
    // A pattern has no port in Firefox (bugs 1362809, 1468162).
    const { protocol, hostname } = new URL(address ?? '');
    return await chrome.permissions.contains({ origins: [`${protocol}//${hostname}/*`] });
  } catch {
    // There is no such pattern, as for a page of the browser's own.
    return false;
  }
}

/**
 * Runs one of the extension's functions in the tab's top frame, in the extension's isolated world.
 * @template T, R
 * @param {Tab} tab @param {(given: T) => R} func @param {T} given @returns {Promise<Awaited<R> | Refusal>}
 */
export async function run({ id: tabId }, func, given) {
  try {
    const [done] = await chrome.scripting.executeScript({ target: { tabId }, func, args: [given] });
    // On pages of its own Firefox does not refuse, but runs the script nowhere (`about:config`, Firefox 153).
    return done?.result ?? { error: 'gone' };
  } catch {
    return { error: 'notAllowed' };
  }
}

/** Opens an address in a new tab, in front. @param {string} url */
export async function open(url) {
  await chrome.tabs.create({ url });
}

/** Leads the tab to an address. @param {Tab} tab @param {string} url */
export async function lead({ id }, url) {
  await chrome.tabs.update(id, { url });
}
