// The practice site: SAP's CI/CD pages and Bitbucket's, under their real host names, on this machine alone.
//
//   import { startPracticeSite } from './site.mjs'      for tests and the demo
//   node www/server/site.mjs                             prints how to point a browser at it, runs until ended

import crypto from 'node:crypto';
import { pathToFileURL } from 'node:url';
import express from 'express';
import { generate } from 'selfsigned';
import { Bitbucket } from '../bitbucket/bitbucket.mjs';
import { LANGUAGES } from '../bitbucket/languages.mjs';
import { bitbucketRouter } from '../bitbucket/router.mjs';
import { scopeNamed } from '../bitbucket/store.mjs';
import { cicdService } from './cicd.mjs';
import { BITBUCKET_HOSTS, CICD_HOSTS, LOOK_ALIKES, tlsHostNames } from './hosts.mjs';
import { startProxy } from './proxy.mjs';

/**
 * @typedef {{method: string, host: string, path: string, ended?: 'answered' | 'given up'}} LoggedRequest
 *   `ended`: whether the answer went out as a whole, or who asked did not wait for it
 */
/** @typedef {LoggedRequest & {whole: () => string}} KeptRequest `whole`: its address, its headers and its body */
/** @typedef {Awaited<ReturnType<typeof startPracticeSite>>} PracticeSite */
/** @typedef {import('../bitbucket/store.mjs').WebhookContent} WebhookContent */

/**
 * @param {{keeps?: boolean}} [options] `keeps`: every request is kept as a whole, in memory, for a test that looks for
 *   something in them
 */
export async function startPracticeSite({ keeps = false } = {}) {
  /** @type {LoggedRequest[]} neither queries nor bodies: a secret could stand in either */
  const requests = [];
  /** @type {KeptRequest[] | null} */
  const kept = keeps ? [] : null;
  /** @type {Map<string, import('express').Express>} */
  const sites = new Map();
  const bitbuckets = new Map([...BITBUCKET_HOSTS, ...LOOK_ALIKES].map((host) => [host.base, new Bitbucket(host)]));

  for (const bitbucket of bitbuckets.values()) {
    const { origin, pathname } = new URL(bitbucket.base);
    sites.set(origin, loggingApp(requests, kept).use(pathname, bitbucketRouter(bitbucket)));
  }
  const cicd = cicdService();
  for (const host of CICD_HOSTS) {
    sites.set(new URL(host.base).origin, loggingApp(requests, kept).use(cicd.routerOf(host.subaccount)));
  }

  const certificate = await makeCertificate();
  const proxy = await startProxy({ certificate, siteAt: (origin) => sites.get(origin) });
  const proxyAddress = `127.0.0.1:${proxy.port}`;

  /** @param {string} base */
  function bitbucketAt(base) {
    const bitbucket = bitbuckets.get(base);
    if (!bitbucket) throw new Error(`There is no Bitbucket at ${base}, only at ${[...bitbuckets.keys()].join(', ')}.`);
    return bitbucket;
  }

  return {
    proxyPort: proxy.port,
    proxyAddress,
    /** What makes Chromium use the site and trust its certificate, and nothing else's. It wants an own profile. */
    chromiumArguments: [
      `--proxy-server=${proxyAddress}`,
      '--proxy-bypass-list=<-loopback>',
      `--ignore-certificate-errors-spki-list=${publicKeyHash(certificate.cert)}`,
    ],
    /** What makes Firefox use the site; its certificate is let through by the WebDriver flag `acceptInsecureCerts`. */
    firefoxPreferences: {
      'network.proxy.type': 1,
      'network.proxy.http': '127.0.0.1',
      'network.proxy.http_port': proxy.port,
      'network.proxy.ssl': '127.0.0.1',
      'network.proxy.ssl_port': proxy.port,
    },
    certificate: certificate.cert,
    requests,
    kept: kept ?? [],
    /**
     * What a Bitbucket has stored, by repository: `site.webhooks('https://bitbucket.example.com')['SHOP/orders']`.
     * @param {string} base
     */
    webhooks: (base = BITBUCKET_HOSTS[0].base) => bitbucketAt(base).store.everything(),
    /**
     * Stores a webhook, as if somebody had made it before.
     * @param {string} base @param {string} of a repository, `SHOP/orders`, or a project, `SHOP`
     * @param {Partial<WebhookContent>} content @param {number} [count] so many, with numbers in their names and URLs
     */
    addWebhook: (base, of, content, count) => bitbucketAt(base).store.add(scopeNamed(of), content, count),
    /**
     * Somebody pushes, and the webhooks' receiver answers so: `site.push(base, 'SHOP/orders', { status: 200 })`.
     * @param {string} base @param {string} repository
     * @param {import('../bitbucket/deliveries.mjs').Answered} answered
     */
    push: (base, repository, answered) => bitbucketAt(base).push(repository, answered),
    /** Every answer of the REST API takes so long. @param {string} base @param {number} milliseconds */
    slow(base, milliseconds) {
      bitbucketAt(base).trouble.slowness = milliseconds;
    },
    /**
     * The REST API does not answer any more, but so; null repairs it.
     * @param {string} base @param {import('../bitbucket/trouble.mjs').Kind | null} kind
     */
    breakRest(base, kind) {
      bitbucketAt(base).trouble.broken = kind;
    },
    /**
     * The language of a Bitbucket's pages; in a browser `?language=de` does the same.
     * @param {string} base @param {import('../bitbucket/languages.mjs').Language} language
     */
    speak(base, language) {
      bitbucketAt(base).language = language;
    },
    /** Ends the visitor's session: pages lead to the login. @param {string} base */
    logOut: (base) => bitbucketAt(base).sessions.logOut(),
    /** @param {string} base @param {string} repository such as `SHOP/orders` */
    archive: (base, repository) => bitbucketAt(base).archive(repository),
    /** Leaves the visitor no more than the right to read. @param {string} base @param {string} repository */
    takePermission: (base, repository) => bitbucketAt(base).takePermission(repository),
    /** What a Bitbucket's answers say in their headers. @param {string} base @param {Record<string, string>} headers */
    say(base, headers) {
      bitbucketAt(base).headers = headers;
    },
    reset() {
      for (const bitbucket of bitbuckets.values()) bitbucket.reset();
      cicd.reset();
      requests.length = 0;
    },
    close: () => proxy.close(),
  };
}

/** @param {LoggedRequest[]} requests @param {KeptRequest[] | null} kept */
function loggingApp(requests, kept) {
  const app = express();
  app.disable('x-powered-by');
  return app.use((request, response, next) => {
    /** @type {LoggedRequest} */
    const logged = { method: request.method, host: request.headers.host ?? '', path: request.path };
    requests.push(logged);
    response.on('close', () => (logged.ended = response.writableFinished ? 'answered' : 'given up'));
    kept?.push({ ...logged, whole: listenTo(request) });
    next();
  });
}

/** Hears a request's body on its way to whoever reads it. @param {import('express').Request} request */
function listenTo(request) {
  const { url, rawHeaders, push } = request;
  /** @type {Buffer[]} */
  const parts = [];
  request.push = (part, ...rest) => {
    if (part) parts.push(part);
    return push.call(request, part, ...rest);
  };
  return () => [url, ...rawHeaders, String(Buffer.concat(parts))].join('\n');
}

async function makeCertificate() {
  const { private: key, cert } = await generate([{ name: 'commonName', value: 'webhook-autofill practice site' }], {
    keyType: 'ec',
    algorithm: 'sha256',
    extensions: [{ name: 'subjectAltName', altNames: tlsHostNames.map((value) => ({ type: 2, value })) }],
  });
  return { key, cert };
}

/** @param {string} pem */
function publicKeyHash(pem) {
  const key = new crypto.X509Certificate(pem).publicKey.export({ type: 'spki', format: 'der' });
  return crypto.createHash('sha256').update(key).digest('base64');
}

async function runFromCommandLine() {
  const site = await startPracticeSite();
  const pages = [
    ...CICD_HOSTS.map(({ base }) => `${base}/ui/index.html`),
    ...BITBUCKET_HOSTS.map(({ base }) => `${base}/projects/SHOP/repos/orders/browse`),
  ];
  console.log(`The practice site runs until Ctrl-C, behind the proxy ${site.proxyAddress} (for http and https).

Chromium:
  chromium --user-data-dir="$(mktemp -d)" \\
    ${site.chromiumArguments.map((word) => `'${word}'`).join(' \\\n    ')} \\
    ${pages[0]}

Firefox, in a new profile:
  Settings, Network Settings, Manual proxy configuration: 127.0.0.1, port ${site.proxyPort}, also for HTTPS;
  then accept each site's certificate.

Pages:
${pages.map((page) => `  ${page}`).join('\n')}

Bitbucket's pages speak ${LANGUAGES.join(', ')} (which nobody knows): ?language=de at any of them, and it sticks.
SHOP/archive is archived; of SHOP/payments one is no administrator.`);
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) await runFromCommandLine();
