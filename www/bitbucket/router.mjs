// One Bitbucket: its pages, their scripts and the REST API below one base address.

import express from 'express';
import { BUNDLES, isBuilt } from './build.mjs';
import { notFoundPage, overviewPage, repositoryPage, settingsPage, webhooksPage } from './chrome.mjs';
import { restRouter } from './rest.mjs';
import { findRepository, REPOSITORIES } from './store.mjs';

/**
 * As strict as it goes: both form libraries set styles by script only, which needs no 'unsafe-inline', and evaluate
 * nothing. AUI's style sheet carries pictures as data.
 */
export const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'self'",
].join('; ');

/**
 * @param {import('../server/hosts.mjs').BitbucketHost & {store: import('./store.mjs').WebhookStore}} host
 * @returns {import('express').Router}
 */
export function bitbucketRouter(host) {
  if (!isBuilt()) throw new Error('Bitbucket\'s pages are not built yet: run "npm run build:bitbucket".');
  const router = express.Router();

  router.use((_request, response, next) => {
    response.set({ 'Content-Security-Policy': CONTENT_SECURITY_POLICY, 'X-Content-Type-Options': 'nosniff' });
    next();
  });
  router.use('/assets', express.static(BUNDLES));
  router.use(['/rest/api/latest', '/rest/api/1.0'], restRouter(host));

  router.get(['/', '/projects', '/dashboard'], (_request, response) => {
    response.send(overviewPage(host, REPOSITORIES));
  });
  for (const [paths, page] of REPOSITORY_PAGES) {
    router.get(paths, (request, response, next) => {
      const { key, user, slug } = /** @type {Record<string, string>} */ (request.params);
      const repository = findRepository(key ?? `~${user}`, slug);
      if (repository) response.send(page(host, repository));
      else next();
    });
  }
  router.use((_request, response) => {
    response.status(404).send(notFoundPage(host));
  });
  return router;
}

const WEBHOOKS = '/plugins/servlet/webhooks/projects/:key/repos/:slug';

/** @type {[string[], typeof repositoryPage][]} */
const REPOSITORY_PAGES = [
  [
    [
      '/projects/:key/repos/:slug',
      '/projects/:key/repos/:slug/browse',
      '/users/:user/repos/:slug',
      '/users/:user/repos/:slug/browse',
    ],
    repositoryPage,
  ],
  [['/projects/:key/repos/:slug/settings', '/users/:user/repos/:slug/settings'], settingsPage],
  // What of the webhooks is shown is decided in the browser, by the rest of the path.
  [[WEBHOOKS, `${WEBHOOKS}/create`, `${WEBHOOKS}/details/:id`, `${WEBHOOKS}/edit/:id`], webhooksPage],
];
