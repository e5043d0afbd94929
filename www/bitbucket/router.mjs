// One Bitbucket: its pages, their scripts and the REST API below one base address.

import express from 'express';
import { BUNDLES, isBuilt } from './build.mjs';
import {
  loginPage, notFoundPage, notPermittedPage, overviewPage, projectWebhooksPage, repositoryPage, settingsPage,
  webhooksPage,
} from './chrome.mjs';
import { languageOf } from './languages.mjs';
import { restRouter } from './rest.mjs';
import { findProject, findRepository, REPOSITORIES } from './store.mjs';

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
 * @param {import('./bitbucket.mjs').Bitbucket} bitbucket
 * @returns {import('express').Router}
 */
export function bitbucketRouter(bitbucket) {
  if (!isBuilt()) throw new Error('Bitbucket\'s pages are not built yet: run "npm run build:bitbucket".');
  const router = express.Router();

  router.use((_request, response, next) => {
    response.set({ 'Content-Security-Policy': CONTENT_SECURITY_POLICY, 'X-Content-Type-Options': 'nosniff' });
    response.set(bitbucket.headers);
    next();
  });
  router.use('/assets', express.static(BUNDLES));
  router.use('/rest', restRouter(bitbucket));
  // The language sticks, as the setting of an account does.
  router.use((request, _response, next) => {
    bitbucket.language = languageOf(request.query.language) ?? bitbucket.language;
    next();
  });
  router.use(loginRouter(bitbucket));

  router.get(['/', '/projects', '/dashboard'], (_request, response) => {
    response.send(overviewPage(bitbucket, REPOSITORIES));
  });
  for (const { paths, page, isForAdministrators } of REPOSITORY_PAGES) {
    router.get(paths, (request, response, next) => {
      const { key, user, slug } = /** @type {Record<string, string>} */ (request.params);
      const repository = findRepository(key ?? `~${user}`, slug);
      if (!repository) next();
      else if (isForAdministrators && !bitbucket.isAdministered(repository)) {
        response.status(401).send(notPermittedPage(bitbucket));
      } else response.send(page(bitbucket, repository, { archived: bitbucket.isArchived(repository) }));
    });
  }
  router.get(webhooks('/projects/:key'), (request, response, next) => {
    const project = findProject(String(request.params.key));
    // Webhooks of projects came with 8.8.
    if (project && bitbucket.generation === 'current') response.send(projectWebhooksPage(bitbucket, project));
    else next();
  });
  router.use((_request, response) => {
    response.status(404).send(notFoundPage(bitbucket));
  });
  return router;
}

/**
 * The login page; every page behind it leads there when nobody is logged in.
 * @param {import('./bitbucket.mjs').Bitbucket} bitbucket
 */
function loginRouter(bitbucket) {
  const router = express.Router();
  router.get('/login', (_request, response) => void response.send(loginPage(bitbucket)));
  router.post('/login', express.urlencoded({ extended: false }), (request, response) => {
    const { username, password } = request.body ?? {};
    if (!username || !password) return void response.send(loginPage(bitbucket));
    bitbucket.sessions.begin(response, username);
    const next = String(request.query.next ?? '/');
    // What follows the base address can lead to no other host.
    response.redirect(bitbucket.base + (next.startsWith('/') ? next : '/'));
  });
  router.use((request, response, next) => {
    const user = bitbucket.sessions.visitorOf(request, response);
    if (!user) {
      const here = encodeURIComponent(request.url).replaceAll('%2F', '/');
      return response.redirect(`${bitbucket.base}/login?next=${here}`);
    }
    response.set('X-AUSERNAME', encodeURIComponent(user));
    next();
  });
  return router;
}

/** @param {string} scope */
const webhooks = (scope) =>
  ['', '/create', '/details/:id', '/edit/:id'].map((page) => `/plugins/servlet/webhooks${scope}${page}`);

/** @type {{paths: string[], page: typeof repositoryPage, isForAdministrators: boolean}[]} */
const REPOSITORY_PAGES = [
  {
    paths: [
      '/projects/:key/repos/:slug',
      '/projects/:key/repos/:slug/browse',
      '/users/:user/repos/:slug',
      '/users/:user/repos/:slug/browse',
    ],
    page: repositoryPage,
    isForAdministrators: false,
  },
  {
    paths: ['/projects/:key/repos/:slug/settings', '/users/:user/repos/:slug/settings'],
    page: settingsPage,
    isForAdministrators: true,
  },
  // What of the webhooks is shown is decided in the browser, by the rest of the path.
  { paths: webhooks('/projects/:key/repos/:slug'), page: webhooksPage, isForAdministrators: true },
];
