// The part of Bitbucket's REST API that its own webhook pages use.

import express from 'express';
import { EVENT_GROUPS } from './events.mjs';
import { findProject, findRepository } from './store.mjs';

/** @typedef {import('./store.mjs').Scope} Scope */
/** @typedef {import('./store.mjs').Webhook} Webhook */
/** @typedef {{context: string | null, message: string, exceptionName: string | null}} RestError */

const PAGE_SIZE = 25;
const LONGEST = 255;
const KNOWN_EVENTS = new Set(EVENT_GROUPS.flatMap(({ events }) => events.map(({ key }) => key)));

/**
 * @param {{store: import('./store.mjs').WebhookStore, generation: import('../server/hosts.mjs').FormGeneration}} host
 * @returns {import('express').Router}
 */
export function restRouter({ store, generation }) {
  const router = express.Router();
  router.use(express.json());

  router
    .route(['/projects/:key/repos/:slug/webhooks', '/projects/:key/webhooks'])
    .get(withScope((scope, request, response) => {
      response.json(pageOf(store.list(scope), request.query));
    }))
    .post(withScope((scope, request, response) => {
      const content = contentOf(request.body, response);
      // Both answers were seen on real servers.
      if (content) response.status(generation === 'current' ? 201 : 200).json(store.create(scope, content));
    }));

  router
    .route(['/projects/:key/repos/:slug/webhooks/:id', '/projects/:key/webhooks/:id'])
    .get(withWebhook((webhook, _request, response) => {
      response.json(webhook);
    }))
    .put(withWebhook((webhook, request, response) => {
      const content = contentOf(request.body, response);
      if (content) response.json(store.update(webhook, content));
    }))
    .delete(withWebhook((webhook, _request, response, scope) => {
      store.remove(scope, webhook.id);
      response.status(204).end();
    }));

  router.use((_request, response) => refuse(response, 404, [error(null, 'There is no such resource.')]));
  router.use(answerFailure);
  return router;

  /**
   * @param {(
   *   webhook: Webhook, request: express.Request, response: express.Response, scope: Scope,
   * ) => void} handle
   */
  function withWebhook(handle) {
    return withScope((scope, request, response) => {
      const webhook = store.get(scope, Number(request.params.id));
      if (webhook) handle(webhook, request, response, scope);
      else refuse(response, 404, [error(null, 'The webhook does not exist.', 'NoSuchWebhookException')]);
    });
  }
}

/**
 * @param {(scope: Scope, request: express.Request, response: express.Response) => void} handle
 * @returns {express.RequestHandler}
 */
function withScope(handle) {
  return (request, response) => {
    const { key, slug } = /** @type {Record<string, string>} */ (request.params);
    const scope = slug ? findRepository(key, slug) : findProject(key);
    if (scope) handle(scope, request, response);
    else refuse(response, 404, [error(null, 'There is no such repository or project.', 'NoSuchObjectException')]);
  };
}

/**
 * A webhook as it may be stored, or nothing: then the answer says what is wrong with it.
 * @type {(body: any, response: express.Response) => import('./store.mjs').WebhookContent | undefined}
 */
function contentOf(body, response) {
  const secret = body?.configuration?.secret;
  // The real server fails in this way instead of refusing; a client has to leave an empty secret out.
  if (secret === '') {
    refuse(response, 500, [error(null, 'An error occurred while processing the request.', 'ServerError')]);
    return undefined;
  }
  const broken = RULES.filter(({ holds }) => !holds(body ?? {}));
  if (broken.length > 0) {
    refuse(response, 400, broken.map(({ context, message }) => error(context, message)));
    return undefined;
  }
  return {
    name: body.name,
    url: body.url,
    active: body.active ?? true,
    events: body.events,
    configuration: secret === undefined ? {} : { secret },
    sslVerificationRequired: body.sslVerificationRequired ?? true,
    ...(body.credentials ? { credentials: body.credentials } : {}),
  };
}

/** @type {{context: string, message: string, holds: (body: any) => boolean}[]} */
const RULES = [
  { context: 'name', message: 'A name is required.', holds: ({ name }) => isText(name) && name.trim() !== '' },
  {
    context: 'name',
    message: `A name has at most ${LONGEST} characters.`,
    holds: ({ name }) => !isText(name) || name.length <= LONGEST,
  },
  { context: 'url', message: 'A valid URL is required.', holds: ({ url }) => isText(url) && isWebAddress(url) },
  {
    context: 'configuration',
    message: `A secret has at most ${LONGEST} characters.`,
    holds: ({ configuration }) => (configuration?.secret ?? '').length <= LONGEST,
  },
  {
    context: 'events',
    message: 'At least one event is required.',
    holds: ({ events }) => Array.isArray(events) && events.length > 0,
  },
  {
    context: 'events',
    message: 'An event may be given only once.',
    holds: ({ events }) => !Array.isArray(events) || new Set(events).size === events.length,
  },
  {
    context: 'events',
    message: 'There is no such event.',
    holds: ({ events }) => !Array.isArray(events) || events.every((event) => KNOWN_EVENTS.has(event)),
  },
  {
    context: 'active',
    message: 'It is either active or not.',
    holds: ({ active }) => active === undefined || typeof active === 'boolean',
  },
];

/** @type {(value: unknown) => value is string} */
const isText = (value) => typeof value === 'string';

/** @type {(text: string) => boolean} */
const isWebAddress = (text) => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);

/** @type {(values: Webhook[], query: Record<string, unknown>) => object} */
function pageOf(values, query) {
  const start = Number(query.start ?? 0);
  const limit = Math.min(Number(query.limit ?? PAGE_SIZE), 1000);
  const page = values.slice(start, start + limit);
  const next = start + page.length;
  const isLastPage = next >= values.length;
  return {
    size: page.length,
    limit,
    start,
    isLastPage,
    values: page,
    ...(isLastPage ? {} : { nextPageStart: next }),
  };
}

/** @type {(context: string | null, message: string, exception?: string) => RestError} */
function error(context, message, exception) {
  return { context, message, exceptionName: exception ? `com.atlassian.bitbucket.${exception}` : null };
}

/** @type {(response: express.Response, status: number, errors: RestError[]) => void} */
function refuse(response, status, errors) {
  response.status(status).json({ errors });
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
