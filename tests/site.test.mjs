// The practice site as a client sees it: its hosts and pages.

import assert from 'node:assert/strict';
import { once } from 'node:events';
import http from 'node:http';
import { after, before, beforeEach, describe, test } from 'node:test';
import { EVENT_GROUPS } from '../www/bitbucket/events.mjs';
import { inLanguage, LANGUAGES } from '../www/bitbucket/languages.mjs';
import { CLASSIC, CURRENT, PLAIN, startClient } from './client.mjs';

/** @type {import('./client.mjs').Client} */
let client;
/** @type {import('../www/server/site.mjs').PracticeSite} */
let site;
before(async () => {
  client = await startClient();
  site = client.site;
});
beforeEach(() => site.reset());
after(() => client.close());

describe('hosts', () => {
  /** @type {[address: string, status: number][]} */
  const pages = [
    [`${CURRENT}/projects/SHOP/repos/orders/browse`, 200],
    [`${CURRENT}/projects/shop/repos/orders`, 200],
    [`${CURRENT}/projects/SHOP/repos/orders/settings`, 200],
    [`${CURRENT}/projects/SHOP/repos/nothing/browse`, 404],
    [`${CURRENT}/bitbucket/projects/SHOP/repos/orders/browse`, 404],
    [`${CLASSIC}/projects/SHOP/repos/catalog/browse`, 200],
    ['https://classic.example.com/projects/SHOP/repos/catalog/browse', 404],
    [`${PLAIN}/users/jdoe/repos/notes/browse`, 200],
    [`${PLAIN}/projects/~jdoe/repos/notes/browse`, 200],
    [`${PLAIN}/projects/%7EJDOE/repos/notes/browse`, 200],
    [`${PLAIN}/plugins/servlet/webhooks/projects/~JDOE/repos/notes/create`, 200],
    [`${CURRENT}/plugins/servlet/webhooks/projects/SHOP/repos/orders`, 200],
    [`${CURRENT}/plugins/servlet/webhooks/projects/SHOP/repos/orders/details/1`, 200],
    [`${CURRENT}/plugins/servlet/webhooks/projects/SHOP/repos/orders/edit/1`, 200],
    [`${CURRENT}/plugins/servlet/webhooks/projects/SHOP`, 200],
    [`${CLASSIC}/plugins/servlet/webhooks/projects/SHOP`, 404],
    [`${CURRENT}/projects/SHOP/repos/payments/browse`, 200],
    [`${CURRENT}/projects/SHOP/repos/payments/settings`, 401],
    [`${CURRENT}/plugins/servlet/webhooks/projects/SHOP/repos/payments`, 401],
    [`${CLASSIC}/login`, 200],
    ['https://acme.eu10.cicd.cloud.sap/ui/index.html', 200],
    ['https://acme.cicd.cfapps.eu10.hana.ondemand.com/ui/index.html', 200],
    ['https://acme.eu10.cicd.cloud.sap/api/repositories', 200],
    ['https://beta.eu10.cicd.cloud.sap/ui/index.html', 200],
    ['https://cicd.internal.example.com/ui/index.html', 200],
    ['http://bitbucket.example.com/projects/SHOP/repos/orders/browse', 502],
    ['http://elsewhere.example.com/', 502],
  ];
  for (const [address, status] of pages) {
    test(`${address} answers ${status}`, async () => {
      assert.equal((await get(address)).status, status);
    });
  }

  test('a tunnel to any other host is refused', async () => {
    const target = { method: 'CONNECT', path: 'elsewhere.example.com:443' };
    const tunnel = http.request(`http://${site.proxyAddress}`, target);
    const [response] = await once(tunnel.end(), 'connect');
    assert.equal(response.statusCode, 502);
  });

  test('every page of either site comes with a strict policy for scripts', async () => {
    for (const [address] of pages.filter(([, status]) => status === 200)) {
      const policy = (await get(address)).headers.get('content-security-policy') ?? '';
      assert.match(policy, /default-src 'none'/, address);
      assert.match(policy, /script-src 'self'(;|$)/, address);
      assert.doesNotMatch(policy, /unsafe/, address);
    }
  });

  test('a page has the marks by which Bitbucket is known', async () => {
    const page = await (await get(`${PLAIN}/users/jdoe/repos/notes/browse`)).text();
    assert.match(page, /<html lang="en">/);
    assert.match(page, /<meta name="application-name" content="Bitbucket">/);
    assert.match(page, /<body class="bitbucket-theme">/);
    assert.match(page, /<span id="logo"><a href="http:\/\/bitbucket\.example\.com:7990">/);
    assert.match(page, /<section id="content" role="main" data-repoSlug="notes" data-projectKey="~JDOE">/);
    assert.match(page, /<span id="product-version" data-commitid="[0-9a-f]{40}">v9\.\d+\.\d+<\/span>/);
  });

  test('the log of requests has neither queries nor bodies', async () => {
    await get(`${CURRENT}/projects?secret=hush`);
    assert.deepEqual(site.requests, [{ method: 'GET', host: 'bitbucket.example.com', path: '/projects' }]);
  });
});

describe('the CI/CD service', () => {
  const OLDER = 'https://acme.cicd.cfapps.eu10.hana.ondemand.com';
  const BETA = 'https://beta.eu10.cicd.cloud.sap';
  const ofCredential = '/api/credentials/webhook-credential/secret';

  test('the hosts of a subaccount share its data, and another subaccount has its own', async () => {
    const credential = { name: 'webhook-credential', description: '', type: 'Webhook Secret', secret: 'ours' };
    await send('POST', 'https://acme.eu10.cicd.cloud.sap/api/credentials', credential);
    assert.deepEqual(await (await get(OLDER + ofCredential)).json(), { secret: 'ours' });
    assert.deepEqual(await (await get(BETA + ofCredential)).json(), { secret: '' });

    const repository = '/api/repositories/orders';
    const ours = /** @type {any} */ (await (await get(OLDER + repository)).json());
    const theirs = /** @type {any} */ (await (await get(BETA + repository)).json());
    assert.equal(ours.cloneUrl, theirs.cloneUrl);
    assert.notEqual(ours.webhookUrl, theirs.webhookUrl);
  });
});

describe('pages', () => {
  const create = '/plugins/servlet/webhooks/projects/SHOP/repos/orders/create';

  test('a chosen language sticks, and is said to every page', async () => {
    for (const [language, words] of [
      ['de', 'Repository-Einstellungen'],
      ['fr', 'Paramètres du dépôt'],
      ['ja', 'リポジトリの設定'],
      ['qaa', 'Ercbfvgbel frggvatf'],
    ]) {
      await get(`${CLASSIC + create}?language=${language}`);
      const page = await (await get(`${CLASSIC}/projects/SHOP/repos/orders/browse`)).text();
      assert.match(page, new RegExp(`<html lang="${language}">[^]*${words}`));
    }
    assert.match(await (await get(CURRENT + create)).text(), /<html lang="en">/, 'of this Bitbucket alone');
  });

  test('every word of every page is there in every language', async () => {
    for (const language of LANGUAGES) {
      for (const { label, help } of EVENT_GROUPS.flatMap(({ events }) => events)) {
        assert.ok(inLanguage(language)(label) && inLanguage(language)(help));
      }
      for (const address of ['/', '/nothing', '/login', '/projects/SHOP/repos/archive', `${create}?`,
        '/projects/SHOP/repos/payments/settings', '/plugins/servlet/webhooks/projects/SHOP']) {
        site.speak(CURRENT, language);
        assert.notEqual((await get(CURRENT + address)).status, 500, `${address} in ${language}`);
      }
    }
  });

  test('a visitor is logged in by the site, with a cookie that scripts cannot read', async () => {
    const response = await get(CLASSIC + create);
    assert.equal(response.headers.get('x-ausername'), 'admin');
    const cookie = response.headers.get('set-cookie') ?? '';
    assert.match(cookie, /^BITBUCKETSESSIONID=[^;]+; Path=\/bitbucket; HttpOnly; Secure; SameSite=Lax$/);
  });

  test('who is not logged in is led to the login, and from there to where she wanted to go', async () => {
    site.logOut(CLASSIC);
    const response = await get(`${CLASSIC + create}?delay=0`);
    const login = `${CLASSIC}/login?next=${create}%3Fdelay%3D0`;
    assert.deepEqual([response.status, response.headers.get('location')], [302, login]);

    const wrong = await logIn(login, '');
    assert.deepEqual([wrong.status, wrong.headers.get('set-cookie')], [200, null]);
    const right = await logIn(login, 'practice');
    assert.deepEqual([right.status, right.headers.get('location')], [302, `${CLASSIC + create}?delay=0`]);
    const cookie = String(right.headers.get('set-cookie')).split(';')[0];
    assert.equal((await get(CLASSIC + create, { cookie })).headers.get('x-ausername'), 'jdoe');
    assert.equal((await get(CLASSIC + create)).status, 302, 'without the cookie she still is not');
  });

  test('the login leads to no other host', async () => {
    for (const next of ['https://elsewhere.example.com/', '//elsewhere.example.com/', '@elsewhere.example.com/']) {
      const response = await logIn(`${CURRENT}/login?next=${encodeURIComponent(next)}`, 'practice');
      assert.equal(new URL(String(response.headers.get('location'))).origin, CURRENT);
    }
  });

  test('an archived repository says so, and so does its script', async () => {
    site.archive(CURRENT, 'SHOP/orders');
    const page = await (await get(CURRENT + create)).text();
    assert.match(page, /This repository is archived/);
    assert.match(page, /id="webhooks-app" data-archived/);
  });

  test('what a test has changed is as before after a reset', async () => {
    site.archive(CURRENT, 'SHOP/orders');
    site.takePermission(CURRENT, 'SHOP/orders');
    site.logOut(CURRENT);
    site.speak(CURRENT, 'ja');
    site.reset();
    const page = await get(CURRENT + create);
    assert.equal(page.status, 200);
    assert.match(await page.text(), /<html lang="en">[^]*id="webhooks-app"><\/div>/);
  });
});

/** @param {string} address @param {Record<string, string>} [headers] */
function get(address, headers) {
  return request('GET', address, undefined, headers);
}

/** @type {(method: string, address: string, content: object) => ReturnType<typeof request>} */
function send(method, address, content) {
  return request(method, address, JSON.stringify(content));
}

/** Sends the login page's form. @param {string} address @param {string} password */
function logIn(address, password) {
  const form = new URLSearchParams({ username: 'jdoe', password }).toString();
  return request('POST', address, form, { 'Content-Type': 'application/x-www-form-urlencoded' });
}

/** @param {string} method @param {string} address @param {string} [body] @param {Record<string, string>} [headers] */
function request(method, address, body, headers) {
  return client.ask(address, { method, body, headers });
}
