// The practice server's REST API beside what is known of the real one: status, headers and shape, row by row. The rows
// are taken from Atlassian's OpenAPI document (9.4) and from clients of real servers, never from the server here.

import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { CLASSIC, CURRENT, PLAIN, startClient } from './client.mjs';

const WEBHOOKS = '/rest/api/latest/projects/SHOP/repos/orders/webhooks';
const OF_PROJECT = '/rest/api/latest/projects/SHOP/webhooks';
const SEARCH = `${WEBHOOKS}/search?scopeType=repository&scopeType=project`;
const PUSH = 'repo:refs_changed';
const SOUND = {
  name: 'SAP CI/CD – orders',
  url: 'https://cicd-service.example.com/v2/bitbucket_events',
  active: true,
  events: [PUSH],
  configuration: { secret: 'pa"ss wörd' },
};

/** @type {import('./client.mjs').Client} */
let client;
before(async () => {
  client = await startClient();
});
beforeEach(() => client.site.reset());
after(() => client.close());

/** @typedef {{status: number, headers: Headers, text: string, json: any}} Answer */

/**
 * Asks as the logged-in visitor, unless the row brings headers of its own.
 * @param {string} base @param {string} path @param {import('./client.mjs').Asked} [asked] @returns {Promise<Answer>}
 */
async function ask(base, path, { headers, ...asked } = {}) {
  const own = headers ?? { cookie: await client.cookieOf(base) };
  const response = await client.ask(base + path, { ...asked, headers: own });
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.startsWith('application/json');
  const json = isJson ? JSON.parse(text) : undefined;
  return { status: response.status, headers: /** @type {any} */ (response.headers), text, json };
}

/** @param {string} base @param {object} [change] @param {string} [path] */
const create = (base, change, path = WEBHOOKS) =>
  ask(base, path, { method: 'POST', body: JSON.stringify({ ...SOUND, ...change }) });

// ---- shapes ---------------------------------------------------------------------------------------------------------

const PAGE = { size: 'number', limit: 'number', isLastPage: 'boolean', values: 'array', start: 'number' };
const OLDER_WEBHOOK = {
  id: 'number', name: 'string', createdDate: 'number', updatedDate: 'number', events: 'array', configuration: 'object',
  url: 'string', active: 'boolean',
};
const NEWER_WEBHOOK = { ...OLDER_WEBHOOK, scopeType: 'string', sslVerificationRequired: 'boolean' };
const ERRORS = { errors: 'array' };
const INVOCATION = {
  id: 'number', event: 'string', eventScope: 'object', duration: 'number', start: 'number', finish: 'number',
  request: 'object', result: 'object',
};
const PROPERTIES = { version: 'string', buildNumber: 'string', buildDate: 'string', displayName: 'string' };
const CAPABILITIES = { 'application-webhooks': 'array' };

/** @param {any} value @param {Record<string, string>} shape */
function assertShape(value, shape) {
  const kindOf = (/** @type {unknown} */ member) => (Array.isArray(member) ? 'array' : typeof member);
  const found = Object.entries(value).map(([name, member]) => [name, kindOf(member)]);
  assert.deepEqual(Object.fromEntries(found), shape);
}

// ---- rows -----------------------------------------------------------------------------------------------------------

describe('what is answered to whom', () => {
  /**
   * @type {[
   *   what: string, asked: () => Promise<Answer>, status: number, user: string | null, shape: object | RegExp,
   * ][]}
   */
  const rows = [
    ['a list', () => ask(CURRENT, WEBHOOKS), 200, 'admin', PAGE],
    ['a list by the older name', () => ask(CURRENT, WEBHOOKS.replace('latest', '1.0')), 200, 'admin', PAGE],
    ['a list with a key in small letters', () => ask(CLASSIC, WEBHOOKS.replace('SHOP', 'shop')), 200, 'admin', PAGE],
    ['a personal list', () => ask(PLAIN, '/rest/api/latest/projects/~jdoe/repos/notes/webhooks'), 200, 'admin', PAGE],
    ['a search', () => ask(CURRENT, SEARCH), 200, 'admin', PAGE],
    ['a search on an older server', () => ask(CLASSIC, SEARCH), 404, 'admin', /HTTP 404 Not Found/],
    ["a project's list", () => ask(CURRENT, OF_PROJECT), 200, 'admin', PAGE],
    ["a project's list on an older server", () => ask(CLASSIC, OF_PROJECT), 404, 'admin', /404/],
    ['a new webhook, by a newer server', () => create(CURRENT), 201, 'admin', NEWER_WEBHOOK],
    ['a new webhook, by an older server', () => create(CLASSIC), 200, 'admin', OLDER_WEBHOOK],
    ['a webhook that is not there', () => ask(CURRENT, `${WEBHOOKS}/7`), 404, 'admin', ERRORS],
    ['a repository that is not there', () => ask(CURRENT, WEBHOOKS.replace('orders', 'o')), 404, 'admin', ERRORS],
    ['an id that is no number', () => ask(CURRENT, `${WEBHOOKS}/seven`), 404, 'admin', /404/],
    ['no login', () => askNobody(WEBHOOKS), 401, null, ERRORS],
    ['a login that has ended', () => askAfterLogout(), 401, null, ERRORS],
    ['no permission', () => ask(CURRENT, WEBHOOKS.replace('orders', 'payments')), 401, 'admin', ERRORS],
    ['the version, without a login', () => askNobody('/rest/api/latest/application-properties'), 200, null, PROPERTIES],
    ['the events, without a login', () => askNobody('/rest/webhooks/latest/capabilities'), 200, null, CAPABILITIES],
    ['no such resource', () => ask(CURRENT, '/rest/api/latest/nothing'), 404, 'admin', /404/],
  ];
  for (const [what, asked, status, user, shape] of rows) {
    test(what, async () => {
      const answer = await asked();
      assert.deepEqual([answer.status, answer.headers.get('x-ausername')], [status, user]);
      if (shape instanceof RegExp) assert.match(answer.text, shape);
      else assertShape(answer.json, /** @type {any} */ (shape));
    });
  }

  /** @param {string} path */
  const askNobody = (path) => ask(CURRENT, path, { headers: {} });

  async function askAfterLogout() {
    const cookie = await client.cookieOf(CURRENT);
    client.site.logOut(CURRENT);
    return ask(CURRENT, WEBHOOKS, { headers: { cookie } });
  }

  test('an error says what is wrong, and which exception it was', async () => {
    const [missing] = (await ask(CURRENT, WEBHOOKS.replace('orders', 'o'))).json.errors;
    assertShape(missing, { context: 'object', message: 'string', exceptionName: 'string' });
    assert.equal(missing.exceptionName, 'com.atlassian.bitbucket.repository.NoSuchRepositoryException');
    const [refused] = (await ask(CURRENT, WEBHOOKS, { headers: {} })).json.errors;
    assert.equal(refused.exceptionName, 'com.atlassian.bitbucket.AuthorisationException');
  });

  test('the session of one Bitbucket is none of another, nor is that of another port', async () => {
    const cookie = await client.cookieOf(CURRENT);
    assert.equal((await ask(PLAIN, WEBHOOKS, { headers: { cookie } })).status, 401);
    assert.equal((await ask(CLASSIC, WEBHOOKS, { headers: { cookie } })).status, 401);
  });
});

describe('a webhook', () => {
  test('is stored as it was sent, with a number and its dates', async () => {
    await create(CURRENT);
    const [{ id, createdDate, updatedDate, scopeType, sslVerificationRequired, ...content }, ...others] =
      client.site.webhooks(CURRENT)['SHOP/orders'];
    assert.deepEqual(others, []);
    assert.deepEqual(content, SOUND);
    assert.deepEqual([id, scopeType, sslVerificationRequired], [1, 'repository', true]);
    assert.ok(createdDate > 0 && updatedDate === createdDate);
  });

  test('shows its secret on an older server, and a mask for it on a newer one', async () => {
    for (const [base, secret] of [[CLASSIC, SOUND.configuration.secret], [CURRENT, '******']]) {
      assert.equal((await create(base)).json.configuration.secret, secret);
      assert.equal((await ask(base, `${WEBHOOKS}/1`)).json.configuration.secret, secret);
      assert.equal((await ask(base, WEBHOOKS)).json.values[0].configuration.secret, secret);
    }
    await create(CURRENT, { configuration: {} });
    assert.deepEqual((await ask(CURRENT, `${WEBHOOKS}/2`)).json.configuration, {}, 'no mask where there is none');
  });

  test('is stored twice if it is sent twice', async () => {
    await create(CURRENT);
    await create(CURRENT);
    assert.deepEqual(client.site.webhooks(CURRENT)['SHOP/orders'].map(({ id }) => id), [1, 2]);
  });

  test('belongs to one Bitbucket and repository', async () => {
    await create(CLASSIC);
    assert.equal(client.site.webhooks(CLASSIC)['SHOP/orders'].length, 1);
    assert.deepEqual(client.site.webhooks(CLASSIC)['SHOP/catalog'], []);
    assert.deepEqual(client.site.webhooks(CURRENT)['SHOP/orders'], []);
  });

  /** @type {[what: string, change: object, status: number, context: string | null][]} */
  const refusals = [
    ['no name', { name: undefined }, 400, 'name'],
    ['a blank name', { name: ' ' }, 400, 'name'],
    ['a name of 256 characters', { name: 'x'.repeat(256) }, 400, 'name'],
    ['no URL', { url: undefined }, 400, 'url'],
    ['a URL that is none', { url: 'example' }, 400, 'url'],
    ['a URL that is not for the web', { url: 'ftp://example.com' }, 400, 'url'],
    ['no event', { events: [] }, 400, 'events'],
    ['an event twice', { events: [PUSH, PUSH] }, 400, 'events'],
    ['an unknown event', { events: ['repo:pushed'] }, 400, 'events'],
    ['a secret of 256 characters', { configuration: { secret: 'x'.repeat(256) } }, 400, 'configuration'],
    ['a word for active', { active: 'yes' }, 400, 'active'],
    ['an empty secret', { configuration: { secret: '' } }, 500, null],
  ];
  for (const [what, change, status, context] of refusals) {
    test(`with ${what} is refused with ${status}`, async () => {
      const answer = await create(CURRENT, change);
      assert.equal(answer.status, status);
      assert.deepEqual(answer.json.errors.map((/** @type {any} */ error) => error.context), [context]);
      assert.deepEqual(client.site.webhooks(CURRENT)['SHOP/orders'], []);
    });
  }

  /** @type {[what: string, change: object][]} */
  const accepted = [
    ['a name of 255 characters', { name: 'x'.repeat(255) }],
    ['an address of plain http', { url: 'http://example.com/' }],
    ['no secret', { configuration: {} }],
    ['active off', { active: false }],
  ];
  for (const [what, change] of accepted) {
    test(`with ${what} is stored`, async () => {
      assert.equal((await create(CLASSIC, change)).status, 200);
      const [stored] = client.site.webhooks(CLASSIC)['SHOP/orders'];
      assert.deepEqual({ ...stored, ...change }, stored);
    });
  }

  test('that cannot be read is refused without quoting it', async () => {
    const answer = await ask(CURRENT, WEBHOOKS, { method: 'POST', body: '{"configuration":{"secret":"hush"' });
    assert.equal(answer.status, 400);
    assert.doesNotMatch(answer.text, /hush/);
  });

  test('that is changed keeps its secret when none is sent; one that is removed is gone', async () => {
    await create(CURRENT);
    const body = JSON.stringify({ ...SOUND, active: false, configuration: {} });
    assert.equal((await ask(CURRENT, `${WEBHOOKS}/1`, { method: 'PUT', body })).status, 200);
    const [stored] = client.site.webhooks(CURRENT)['SHOP/orders'];
    assert.deepEqual([stored.active, stored.configuration], [false, SOUND.configuration]);

    assert.equal((await ask(CURRENT, `${WEBHOOKS}/1`, { method: 'DELETE' })).status, 204);
    assert.equal((await ask(CURRENT, `${WEBHOOKS}/1`)).status, 404);
    assert.deepEqual(client.site.webhooks(CURRENT)['SHOP/orders'], []);
  });

  test('of an archived repository can be read, and not be changed', async () => {
    client.site.addWebhook(CURRENT, 'SHOP/orders', {});
    client.site.archive(CURRENT, 'SHOP/orders');
    assert.equal((await ask(CURRENT, `${WEBHOOKS}/1`)).status, 200);
    assert.equal((await create(CURRENT)).status, 409);
    assert.equal((await ask(CURRENT, `${WEBHOOKS}/1`, { method: 'DELETE' })).status, 409);
    assert.equal(client.site.webhooks(CURRENT)['SHOP/orders'].length, 1);
  });
});

describe('many webhooks', () => {
  /** @type {[query: string, size: number, last: boolean, next: number | undefined, first: string][]} */
  const pages = [
    ['', 25, false, 25, 'number 1'],
    ['?start=25', 25, false, 50, 'number 26'],
    ['?start=50', 10, true, undefined, 'number 51'],
    ['?start=10&limit=20', 20, false, 30, 'number 11'],
    ['?limit=1000', 60, true, undefined, 'number 1'],
  ];
  for (const [query, size, last, next, first] of pages) {
    test(`come in pages: ${query || 'as they are'}`, async () => {
      client.site.addWebhook(CURRENT, 'SHOP/orders', { name: 'number' }, 60);
      for (const path of [WEBHOOKS + query, SEARCH + query.replace('?', '&')]) {
        const { json } = await ask(CURRENT, path);
        assert.deepEqual([json.size, json.isLastPage, json.nextPageStart], [size, last, next]);
        assert.deepEqual([json.values.length, json.values[0].name], [size, first]);
      }
    });
  }

  test('are never given all at once by an older server', async () => {
    client.site.addWebhook(CLASSIC, 'SHOP/orders', {}, 300);
    const { json } = await ask(CLASSIC, `${WEBHOOKS}?limit=1000`);
    assert.deepEqual([json.size, json.limit, json.isLastPage, json.nextPageStart], [100, 100, false, 100]);
    const last = await ask(CLASSIC, `${WEBHOOKS}?limit=1000&start=200`);
    assert.deepEqual([last.json.size, last.json.isLastPage], [100, true]);
  });

  test('can be asked for by their event', async () => {
    client.site.addWebhook(CLASSIC, 'SHOP/orders', { name: 'pushes' });
    client.site.addWebhook(CLASSIC, 'SHOP/orders', { name: 'pull requests', events: ['pr:opened'] });
    const { json } = await ask(CLASSIC, `${WEBHOOKS}?event=pr:opened`);
    assert.deepEqual(json.values.map((/** @type {any} */ { name }) => name), ['pull requests']);
  });

  test('are inherited from the project, and searched for by their level', async () => {
    client.site.addWebhook(CURRENT, 'SHOP/orders', { name: 'of the repository' });
    await create(CURRENT, { name: 'of the project' }, OF_PROJECT);
    const found = async (/** @type {string} */ path) =>
      (await ask(CURRENT, path)).json.values.map((/** @type {any} */ { name, scopeType }) => [name, scopeType]);
    const [own, inherited] = [['of the repository', 'repository'], ['of the project', 'project']];
    assert.deepEqual(await found(SEARCH), [own, inherited]);
    assert.deepEqual(await found(`${WEBHOOKS}/search?scopeType=project`), [inherited]);
    assert.deepEqual(await found(`${WEBHOOKS}/search?scopeType=repository`), [own]);
    assert.deepEqual(await found(WEBHOOKS), [own], 'a list has no inherited ones');
    assert.deepEqual(await found(OF_PROJECT), [inherited]);
  });
});

describe('a delivery', () => {
  test('is none before somebody pushes', async () => {
    client.site.addWebhook(CURRENT, 'SHOP/orders', {});
    const answer = await ask(CURRENT, `${WEBHOOKS}/1/latest`);
    assert.deepEqual([answer.status, answer.text], [204, '']);
  });

  /** @type {[answered: any, result: object][]} */
  const results = [
    [{ status: 200 }, { outcome: 'SUCCESS', description: '200' }],
    [{ status: 401 }, { outcome: 'FAILURE', description: '401' }],
    [{ error: 'Connection refused' }, { outcome: 'ERROR', description: 'Connection refused' }],
  ];
  for (const [answered, result] of results) {
    test(`is told with its result: ${JSON.stringify(answered)}`, async () => {
      client.site.addWebhook(CLASSIC, 'SHOP/orders', { url: SOUND.url });
      client.site.push(CLASSIC, 'SHOP/orders', answered);
      const { json } = await ask(CLASSIC, `${WEBHOOKS}/1/latest?event=${PUSH}`);
      assertShape(json, INVOCATION);
      assert.deepEqual([json.event, json.request, json.result], [PUSH, { method: 'POST', url: SOUND.url }, result]);
      assert.equal((await ask(CLASSIC, `${WEBHOOKS}/1/latest?event=pr:opened`)).status, 204, 'of another event');
    });
  }

  test('goes to every active webhook that wants pushes, inherited ones too', async () => {
    const { site } = client;
    site.addWebhook(CURRENT, 'SHOP/orders', {});
    site.addWebhook(CURRENT, 'SHOP/orders', { active: false });
    site.addWebhook(CURRENT, 'SHOP/orders', { events: ['pr:opened'] });
    site.addWebhook(CURRENT, 'SHOP/catalog', {});
    site.addWebhook(CURRENT, 'SHOP', {});
    site.push(CURRENT, 'SHOP/orders', { status: 200, at: 1_800_000_000_000 });
    const paths = [`${WEBHOOKS}/1`, `${WEBHOOKS}/2`, `${WEBHOOKS}/3`, `${OF_PROJECT}/5`];
    const answers = await Promise.all(paths.map((path) => ask(CURRENT, `${path}/latest`)));
    assert.deepEqual(answers.map(({ status }) => status), [200, 204, 204, 200]);
    assert.equal(answers[0].json.start, 1_800_000_000_000);
  });

  test('counts in the statistics', async () => {
    client.site.addWebhook(CURRENT, 'SHOP/orders', {});
    for (const answered of [{ status: 200 }, { status: 401 }, { status: 503 }, { error: 'Connection refused' }]) {
      client.site.push(CURRENT, 'SHOP/orders', answered);
    }
    for (const path of ['statistics', 'statistics/summary']) {
      const { json } = await ask(CURRENT, `${WEBHOOKS}/1/${path}`);
      assert.deepEqual([json.counts.errors, json.counts.failures, json.counts.successes], [1, 2, 1]);
      assert.equal(json.lastFailure.result.description, '503');
    }
    const { json } = await ask(CURRENT, `${WEBHOOKS}?statistics=true`);
    assert.equal(json.values[0].statistics.lastSuccess.result.outcome, 'SUCCESS');
  });

  test('that tests the connection is unsigned, so that it says nothing of the secret', async () => {
    client.site.addWebhook(CURRENT, 'SHOP/orders', { configuration: { secret: 'right' } });
    const query = `webhookId=1&url=${encodeURIComponent(SOUND.url)}`;
    const { status, json } = await ask(CURRENT, `${WEBHOOKS}/test?${query}`, { method: 'POST', body: '{}' });
    assert.deepEqual([status, json.response.status], [200, 401]);
    assert.ok(!JSON.stringify(json.request.headers).includes('Signature'));
    assert.equal((await ask(CURRENT, `${WEBHOOKS}/1/latest?event=${PUSH}`)).status, 204);
    assert.equal((await ask(CURRENT, `${WEBHOOKS}/1/latest`)).json.event, 'diagnostics:ping');
  });
});

describe('what comes from elsewhere', () => {
  const browser = { 'User-Agent': 'Mozilla/5.0 (X11; Linux x86_64) Gecko/20100101 Firefox/153.0' };
  /** @type {[from: string, headers: Record<string, string>, status: number][]} */
  const posts = [
    ["one of Bitbucket's own pages", { ...browser, Origin: CURRENT }, 201],
    ['such a page, without an origin', { ...browser, Referer: `${CURRENT}/projects` }, 201],
    ["an extension of Chromium's", { ...browser, Origin: 'chrome-extension://abc' }, 201],
    ["an extension of Firefox's", { ...browser, Origin: 'moz-extension://abc' }, 403],
    ['another site', { ...browser, Origin: 'https://elsewhere.example.com' }, 403],
    ['another site, with the header against that', {
      ...browser, Origin: 'https://elsewhere.example.com', 'X-Atlassian-Token': 'no-check',
    }, 403],
    ['nowhere', browser, 403],
    ['no browser', {}, 201],
  ];
  for (const [from, headers, status] of posts) {
    test(`a webhook from ${from} is answered ${status}`, async () => {
      const cookie = await client.cookieOf(CURRENT);
      const body = JSON.stringify(SOUND);
      const answer = await ask(CURRENT, WEBHOOKS, { method: 'POST', body, headers: { cookie, ...headers } });
      assert.equal(answer.status, status);
      if (status === 403) assert.match(answer.text, /^XSRF check failed/);
      const origin = { cookie, ...browser, Origin: 'moz-extension://abc' };
      assert.equal((await ask(CURRENT, WEBHOOKS, { headers: origin })).status, 200, 'everybody may ask');
    });
  }
});

describe('trouble', () => {
  /** @typedef {import('../www/bitbucket/trouble.mjs').Kind} Kind */
  /** @type {[kind: Kind, status: number, type: RegExp | null, size: number][]} */
  const answers = [
    ['html', 200, /^text\/html/, 500],
    ['proxyError', 502, /^text\/html/, 50],
    ['half', 200, /^application\/json/, 50],
    ['huge', 200, /^application\/json/, 10_000_000],
    ['redirect', 302, null, 0],
    ['otherRepository', 200, /^application\/json/, 50],
    ['noNumber', 200, /^application\/json/, 50],
    ['refused', 403, /^text\/plain/, 10],
    ['failed', 500, /^application\/json/, 50],
  ];
  for (const [kind, status, type, size] of answers) {
    test(`of the kind '${kind}' is answered ${status}`, async () => {
      const cookie = await client.cookieOf(CURRENT);
      client.site.breakRest(CURRENT, kind);
      const response = await client.ask(CURRENT + WEBHOOKS, { headers: { cookie } });
      assert.equal(response.status, status);
      if (type) assert.match(response.headers.get('content-type') ?? '', type);
      const text = await response.text();
      assert.ok(text.length >= size, `${text.length} characters`);
      if (kind === 'half') assert.throws(() => JSON.parse(text));
      if (kind === 'redirect') assert.match(String(response.headers.get('location')), /^https:\/\/login\./);

      client.site.breakRest(CURRENT, null);
      assert.equal((await ask(CURRENT, WEBHOOKS)).status, 200, 'repaired');
    });
  }

  for (const kind of /** @type {const} */ (['gone', 'cut'])) {
    test(`of the kind '${kind}' ends the connection`, async () => {
      const cookie = await client.cookieOf(CURRENT);
      client.site.breakRest(CURRENT, kind);
      await assert.rejects(client.ask(CURRENT + WEBHOOKS, { headers: { cookie } }).then((answer) => answer.text()));
    });
  }

  test('that makes answers slow makes them late, and nothing else', async () => {
    const cookie = await client.cookieOf(CURRENT);
    client.site.slow(CURRENT, 200);
    const from = performance.now();
    assert.equal((await ask(CURRENT, WEBHOOKS, { headers: { cookie } })).status, 200);
    assert.ok(performance.now() - from >= 190);
  });

  test('of one Bitbucket is none of another, and over after a reset', async () => {
    client.site.breakRest(CURRENT, 'failed');
    assert.equal((await ask(CLASSIC, WEBHOOKS)).status, 200);
    client.site.reset();
    assert.equal((await ask(CURRENT, WEBHOOKS)).status, 200);
  });
});
