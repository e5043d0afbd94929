// Bitbucket's REST API, as far as webhooks go.
//
// Sources: Atlassian's OpenAPI document of 9.4, and what clients of real servers tell. Two generations differ: the
// older one shows secrets and knows no webhooks of projects; the newer one masks secrets and searches in both scopes.

import express from 'express';
import { EVENT_GROUPS } from './events.mjs';
import { findProject, findRepository, nameOf } from './store.mjs';
import { withTrouble } from './trouble.mjs';
import { contentOf, hasEmptySecret, isWebAddress, problemsOf } from './webhook-content.mjs';

/** @typedef {import('./bitbucket.mjs').Bitbucket} Bitbucket */
/** @typedef {import('./store.mjs').Scope} Scope */
/** @typedef {import('./store.mjs').Webhook} Webhook */
/** @typedef {{context: string | null, message: string, exceptionName: string | null}} RestError */
/** @typedef {{scope: Scope, request: express.Request, response: express.Response}} Asked */
/** @typedef {Asked & {webhook: Webhook}} AskedOfWebhook */

const PAGE_SIZE = 25;
/**
 * The most that is given at once, whatever is asked for. What real servers give is not known, and no client may rely on
 * it: the older generation here makes it go on.
 */
const LARGEST_PAGE = { current: 1000, classic: 100 };
/** What stands for a secret in the newer generation. */
const MASK = '******';
/** What *Test connection* sends; it comes without a signature, whatever the webhook's secret. */
const PING = 'diagnostics:ping';

/**
 * @param {Bitbucket} bitbucket
 * @returns {express.Router}
 */
export function restRouter(bitbucket) {
  const { store, deliveries, sessions } = bitbucket;
  const isNewer = bitbucket.generation === 'current';
  const router = express.Router();
  router.use(withTrouble(bitbucket));
  router.use((request, response, next) => {
    const user = sessions.userOf(request);
    if (user) response.set('X-AUSERNAME', encodeURIComponent(user));
    next();
  });

  router.get(['/api/latest/application-properties', '/api/1.0/application-properties'], (_request, response) => {
    response.json({ version: bitbucket.version, buildNumber: '1', buildDate: '0', displayName: 'Bitbucket' });
  });
  router.get('/webhooks/latest/capabilities', (_request, response) => {
    const events = EVENT_GROUPS.flatMap((group) => group.events.map(({ key }) => key));
    response.json({ 'application-webhooks': [...new Set([...events, PING])] });
  });

  router.use((request, response, next) => {
    if (isForged(request, new URL(bitbucket.base).origin)) {
      return void response.status(403).type('text').send('XSRF check failed\n');
    }
    if (!sessions.userOf(request)) return refuseAccess(response);
    next();
  });
  router.use(express.json());

  for (const api of ['/api/latest', '/api/1.0']) {
    const scopes = [`${api}/projects/:key/repos/:slug/webhooks`, ...(isNewer ? [`${api}/projects/:key/webhooks`] : [])];
    const below = (/** @type {string} */ path) => scopes.map((scope) => scope + path);

    router.get(below(''), ofScope(({ scope, request, response }) => {
      response.json(pageOf(store.list(scope), request.query));
    }));
    router.post(below(''), ofScope(({ scope, request, response }) => {
      if (isSound(scope, request, response)) {
        // Both answers were seen on real servers.
        response.status(isNewer ? 201 : 200).json(answerOf(store.create(scope, contentOf(request.body))));
      }
    }));
    router.post(below('/test'), ofScope(({ scope, request, response }) => testConnection(scope, request, response)));
    if (isNewer) {
      router.get(`${api}/projects/:key/repos/:slug/webhooks/search`, ofScope(({ scope, request, response }) => {
        const wanted = [request.query.scopeType ?? ['repository', 'project']].flat();
        const found = reachOf(scope).flatMap((reached) => store.list(reached));
        response.json(pageOf(found.filter(({ scopeType }) => wanted.includes(scopeType)), request.query));
      }));
    }

    // An id is a number; to the server any other word there is a path that it does not know.
    router.get(below('/:id'), ofWebhook(({ webhook, request, response }) => {
      response.json(answerOf(webhook, request.query));
    }));
    router.put(below('/:id'), ofWebhook(({ webhook, scope, request, response }) => {
      if (isSound(scope, request, response)) response.json(answerOf(store.update(webhook, contentOf(request.body))));
    }));
    router.delete(below('/:id'), ofWebhook(({ webhook, scope, response }) => {
      if (!isChangeable(scope, response)) return;
      store.remove(scope, webhook.id);
      response.status(204).end();
    }));
    router.get(below('/:id/latest'), ofWebhook(({ webhook, request, response }) => {
      const latest = deliveries.latest(webhook.id, request.query);
      if (latest) response.json(latest);
      else response.status(204).end();
    }));
    router.get([...below('/:id/statistics'), ...below('/:id/statistics/summary')], ofWebhook(
      ({ webhook, request, response }) => void response.json(deliveries.statistics(webhook.id, request.query)),
    ));
  }

  router.use((_request, response) => refuseAddress(response));
  router.use(answerFailure);
  return router;

  // ---- whom it is about, and whether the user may ----

  /** @type {(handle: (asked: Asked) => void) => express.RequestHandler} */
  function ofScope(handle) {
    return (request, response) => {
      const { key, slug } = /** @type {Record<string, string>} */ (request.params);
      const scope = slug ? findRepository(key, slug) : findProject(key);
      if (!scope) refuse(response, 404, [missing(slug ? 'Repository' : 'Project', slug ? `${key}/${slug}` : key)]);
      else if (!bitbucket.isAdministered(scope)) refuseAccess(response);
      else handle({ scope, request, response });
    };
  }

  /** @type {(handle: (asked: AskedOfWebhook) => void) => express.RequestHandler} */
  function ofWebhook(handle) {
    const withScope = ofScope(({ scope, request, response }) => {
      const id = Number(request.params.id);
      const webhook = store.get(scope, id);
      if (webhook) handle({ webhook, scope, request, response });
      else refuse(response, 404, [missing('Webhook', String(id))]);
    });
    return (request, response, next) => {
      if (/^\d+$/.test(String(request.params.id))) withScope(request, response, next);
      else refuseAddress(response);
    };
  }

  /** A repository, and the project that it inherits from. @type {(scope: Scope) => Scope[]} */
  function reachOf(scope) {
    const project = findProject(scope.key);
    return 'slug' in scope && project ? [scope, project] : [scope];
  }

  // ---- what is answered ----

  /** @type {(webhook: Webhook, query?: Record<string, unknown>) => object} */
  function answerOf(webhook, query = {}) {
    const statistics = query.statistics === 'true' ? { statistics: deliveries.statistics(webhook.id) } : {};
    const { sslVerificationRequired, scopeType, credentials, configuration, ...known } = webhook;
    if (!isNewer) return { ...known, configuration, ...statistics };
    const hidden = credentials ? { credentials: { ...credentials, password: MASK } } : {};
    const masked = configuration.secret === undefined ? {} : { secret: MASK };
    return { ...known, configuration: masked, sslVerificationRequired, scopeType, ...hidden, ...statistics };
  }

  /** @type {(webhooks: Webhook[], query: Record<string, unknown>) => object} */
  function pageOf(webhooks, query) {
    const fitting = webhooks.filter(({ events }) => !query.event || events.includes(String(query.event)));
    const start = Number(query.start ?? 0);
    const limit = Math.min(Number(query.limit ?? PAGE_SIZE), LARGEST_PAGE[bitbucket.generation]);
    const page = fitting.slice(start, start + limit);
    const next = start + page.length;
    const isLastPage = next >= fitting.length;
    return {
      size: page.length,
      limit,
      isLastPage,
      values: page.map((webhook) => answerOf(webhook, query)),
      start,
      ...(isLastPage ? {} : { nextPageStart: next }),
    };
  }

  /** @type {(scope: Scope, response: express.Response) => boolean} */
  function isChangeable(scope, response) {
    if (!bitbucket.isArchived(scope)) return true;
    refuse(response, 409, [error(null, `${nameOf(scope)} is archived.`, 'repository.ArchivedRepositoryException')]);
    return false;
  }

  /** Whether what came may be stored; otherwise the answer says what is wrong with it. */
  function isSound(
    /** @type {Scope} */ scope, /** @type {express.Request} */ request, /** @type {express.Response} */ response,
  ) {
    if (!isChangeable(scope, response)) return false;
    if (hasEmptySecret(request.body)) {
      refuse(response, 500, [error(null, 'An error occurred while processing the request.')]);
      return false;
    }
    const problems = problemsOf(request.body);
    if (problems.length > 0) refuse(response, 400, problems.map(({ context, message }) => error(context, message)));
    return problems.length === 0;
  }

  /** Nothing is sent; the answer is that of a receiver who wants a signature. */
  function testConnection(
    /** @type {Scope} */ scope, /** @type {express.Request} */ request, /** @type {express.Response} */ response,
  ) {
    const { url, webhookId } = request.query;
    if (!isWebAddress(url)) return refuse(response, 400, [error('url', 'A valid URL is required.')]);
    const status = 401;
    const webhook = store.get(scope, Number(webhookId));
    if (webhook) bitbucket.deliver(webhook, PING, scope, { status });
    response.json({
      request: { method: 'POST', url, headers: { 'X-Event-Key': PING }, body: '{"test":true}' },
      response: { status, headers: {}, body: '' },
    });
  }
}

/**
 * Whether another site's page may have sent this: what a browser sends to change something has to come from Bitbucket's
 * own pages, or from an extension of Chromium's.
 * @param {express.Request} request @param {string} own
 */
function isForged({ method, headers }, own) {
  const isBrowser = /^Mozilla/.test(headers['user-agent'] ?? '');
  if (!isBrowser || ['GET', 'HEAD', 'OPTIONS'].includes(method)) return false;
  const from = headers.origin ?? headers.referer ?? '';
  if (from.startsWith('chrome-extension://')) return false;
  return !URL.canParse(from) || new URL(from).origin !== own;
}

/** @type {(context: string | null, message: string, exception?: string) => RestError} */
function error(context, message, exception) {
  return { context, message, exceptionName: exception ? `com.atlassian.bitbucket.${exception}` : null };
}

/** @type {(what: 'Repository' | 'Project' | 'Webhook', name: string) => RestError} */
function missing(what, name) {
  const room = { Repository: 'repository', Project: 'project', Webhook: 'webhook' }[what];
  return error(null, `${what} ${name} does not exist.`, `${room}.NoSuch${what}Exception`);
}

/** @type {(response: express.Response, status: number, errors: RestError[]) => void} */
function refuse(response, status, errors) {
  response.status(status).json({ errors });
}

/** Not logged in, or without permission: only the header with the user's name tells which. */
function refuseAccess(/** @type {express.Response} */ response) {
  refuse(response, 401, [error(null, 'You are not permitted to access this resource', 'AuthorisationException')]);
}

/** An address that no resource has. */
function refuseAddress(/** @type {express.Response} */ response) {
  response.status(404).type('text').send('HTTP 404 Not Found');
}

/**
 * Express tells a handler of failures by its four parameters. The failure's own message may quote the body: leave it.
 * @type {(...parameters: Parameters<express.ErrorRequestHandler>) => void}
 */
function answerFailure(failure, _request, response, _next) {
  const badRequest = failure?.status === 400;
  refuse(response, badRequest ? 400 : 500, [
    error(null, badRequest ? 'The request could not be read.' : 'An error occurred while processing the request.'),
  ]);
}
