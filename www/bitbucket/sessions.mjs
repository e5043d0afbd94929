// Who is logged in: a cookie as Bitbucket's, and the way to the login page without one.
//
// The site logs its visitor in by itself, so that nobody has to type a password that means nothing; until a test logs
// her out.

import crypto from 'node:crypto';
import { getCookies, Headers } from 'undici';

/** Who the site's visitor is, unless she logs in as somebody else. */
const VISITOR = 'admin';

export class Sessions {
  /** @type {Map<string, string>} the users' names by session */
  #users = new Map();
  #logsVisitorIn = true;

  /** @param {string} base */
  constructor(base) {
    const { protocol, port, pathname } = new URL(base);
    // Browsers do not part cookies by port: two servers of one host name need names of their own.
    this.cookie = port ? `BITBUCKETSESSIONID-${port}` : 'BITBUCKETSESSIONID';
    this.attributes = /** @type {const} */ ({
      httpOnly: true, sameSite: 'lax', secure: protocol === 'https:', path: pathname,
    });
  }

  reset() {
    this.#users.clear();
    this.#logsVisitorIn = true;
  }

  /** Ends every session; from now on pages lead to the login. */
  logOut() {
    this.#users.clear();
    this.#logsVisitorIn = false;
  }

  /** @param {import('express').Request} request */
  userOf(request) {
    const cookies = getCookies(new Headers({ cookie: request.headers.cookie ?? '' }));
    return this.#users.get(cookies[this.cookie] ?? '');
  }

  /** The user of a page: one who comes without a session is logged in first, where the site does so. */
  visitorOf(/** @type {import('express').Request} */ request, /** @type {import('express').Response} */ response) {
    return this.userOf(request) ?? (this.#logsVisitorIn ? this.begin(response) : undefined);
  }

  /** @param {import('express').Response} response */
  begin(response, user = VISITOR) {
    const session = crypto.randomUUID();
    this.#users.set(session, user);
    response.cookie(this.cookie, session, this.attributes);
    return user;
  }
}
