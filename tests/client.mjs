// A client of the practice site, for tests without a browser: through its proxy, under the real host names.
//
// The pages have to be built: `npm run build:bitbucket`, `npm run build:cicd`.

import { fetch, ProxyAgent } from 'undici';
import { startPracticeSite } from '../www/server/site.mjs';

/** @typedef {Awaited<ReturnType<typeof startClient>>} Client */
/** @typedef {{method?: string, body?: string, headers?: Record<string, string>}} Asked */

export const CURRENT = 'https://bitbucket.example.com';
export const CLASSIC = 'https://classic.example.com/bitbucket';
export const PLAIN = 'http://bitbucket.example.com:7990';

export async function startClient() {
  const site = await startPracticeSite();
  const dispatcher = new ProxyAgent({
    uri: `http://${site.proxyAddress}`,
    proxyTunnel: false,
    requestTls: { ca: site.certificate },
  });

  /** Follows no redirect. @param {string} address @param {Asked} [asked] */
  const ask = (address, { headers, ...asked } = {}) =>
    fetch(address, { ...asked, dispatcher, redirect: 'manual', headers: { ...JSON_CONTENT, ...headers } });

  return {
    site,
    ask,
    /** The cookie that a Bitbucket's pages give to their visitor. @param {string} base */
    async cookieOf(base) {
      const page = await ask(`${base}/dashboard`);
      return String(page.headers.get('set-cookie')).split(';')[0];
    },
    async close() {
      await dispatcher.close();
      await site.close();
    },
  };
}

const JSON_CONTENT = { 'Content-Type': 'application/json' };
