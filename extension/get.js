// One GET in a tab's page, with the login that is there. Like page.js, this function is handed to the browser as it is:
// nothing from outside of it can be used.

/**
 * @typedef {object} Wanted
 * @property {string} origin of the page that was looked at
 * @property {string} path begins after the host
 * @property {number} limit a body of more characters is left out
 * @property {number} patience in milliseconds
 *
 * @typedef {{answer: {status: number, body?: string, user?: string, type?: string}} | {late: boolean}} Got
 */

/**
 * Fetches from the page's own server, and reads nothing of the page. A redirect is not followed: its status is 0.
 * @param {Wanted} wanted @returns {Promise<{ok: Got} | {error: 'changed'}>}
 */
export async function get({ origin, path, limit, patience }) {
  if (origin !== location.origin) return { error: 'changed' };
  const timeout = AbortSignal.timeout(patience);
  const closed = new AbortController();
  let connection;
  try {
    // The path alone would be led to another host by a `<base>`, or by two slashes at its beginning.
    const asked = fetch(origin + path, {
      cache: 'no-store',
      credentials: 'same-origin',
      headers: { accept: 'application/json' },
      redirect: 'manual',
      signal: AbortSignal.any([timeout, closed.signal]),
    });
    // A page's request would go on when the popup has gone, so a connection to the popup tells of its end. It is made
    // while the server answers: Firefox takes some milliseconds for it.
    connection = chrome.runtime.connect();
    connection.onDisconnect.addListener(() => closed.abort());
    const response = await asked;
    const { headers, status } = response;
    const body = await response.text();
    return {
      ok: {
        answer: {
          status,
          body: body.length > limit ? undefined : body,
          user: headers.get('x-ausername') ?? undefined,
          type: headers.get('content-type') ?? undefined,
        },
      },
    };
  } catch {
    return { ok: { late: timeout.aborted } };
  } finally {
    connection?.disconnect();
  }
}
