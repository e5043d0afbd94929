// SAP's CI/CD pages: the built UI below /ui/, and the data that it asks for.

import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import express from 'express';
import { cicdApi, initialCicdState } from '../cicd/api.mjs';
import { policy } from '../cicd/policy.mjs';

const UI = fileURLToPath(new URL('../../target/www/cicd', import.meta.url));

/** Both CI/CD hosts are one service and share its data. */
export function cicdService() {
  if (!existsSync(path.join(UI, 'index.html'))) {
    throw new Error('The CI/CD pages are not built yet: run "npm run build:cicd".');
  }
  const state = { cicd: initialCicdState() };

  const router = express.Router();
  router.use((_request, response, next) => {
    response.set({ 'Content-Security-Policy': policy, 'X-Content-Type-Options': 'nosniff' });
    next();
  });
  router.use('/ui', express.static(UI));
  router.use(cicdApi(state));
  router.get('/', (_request, response) => response.redirect('/ui/index.html'));

  return {
    router,
    reset() {
      state.cicd = initialCicdState();
    },
  };
}
