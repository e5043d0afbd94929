// A network, and an extension's services, for the tests of `browser::http`. Both ways of asking end at this `fetch`.

const own = location.origin;
const timeout = AbortSignal.timeout;
let asked = [];
/** Those who want to know when the popup closes. */
let connected = new Set();

/**
 * Puts a browser and a network in the place of those that are there.
 * @param {string} address what `runtime.getURL` answers
 * @param {boolean} permitted whether there is a permission for every host
 * @param {string} serve the body of a function that answers a request; `from` says where it is from, `close` closes the
 *   popup
 */
export function install(address, permitted, serve) {
  asked = [];
  connected = new Set();
  const answer = new Function('from', 'signal', 'close', serve);
  globalThis.fetch = async (wanted, options) => {
    const request = new Request(wanted, options);
    const { credentials, redirect, cache, signal, url } = request;
    const from = credentials === 'include' ? 'popup' : 'page';
    asked.push(`${from}: ${url.replace(own, '')} ${credentials} ${redirect} ${cache} ${request.headers.get('accept')}`);
    return answer(from, signal, close);
  };
  AbortSignal.timeout = (/** @type {number} */ milliseconds) => timeout.call(AbortSignal, milliseconds / 1000);
  globalThis.chrome = {
    runtime: { getURL: () => address, connect },
    permissions: {
      contains: async ({ origins }) => {
        // As Firefox refuses what is no pattern.
        if (!/^https?:/.test(origins[0])) throw new Error('no pattern');
        asked.push(`permission: ${origins}`);
        return permitted;
      },
    },
    tabs: { query: async () => [{ id: 1, url: location.href }] },
    scripting: { executeScript: async ({ func, args }) => [{ result: await func(...args) }] },
  };
}

function connect() {
  let listener = () => {};
  const closes = () => listener();
  connected.add(closes);
  return {
    onDisconnect: { addListener: (given) => { listener = given; } },
    disconnect: () => connected.delete(closes),
  };
}

/** Closes the popup, and says how many still listened for that. */
export function close() {
  const { size } = connected;
  for (const closes of connected) closes();
  return size;
}

/** The port of the page's own server. */
export const port = () => Number(location.port);

/** What was asked since, a line each. */
export function log() {
  return asked.join('\n');
}

/** Lets the browser refuse to run a script in the tab. */
export function forbid() {
  globalThis.chrome.scripting.executeScript = async () => {
    throw new Error('not allowed');
  };
}
