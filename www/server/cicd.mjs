// SAP's CI/CD pages: the built UI below /ui/, and the data that it asks for.

import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import express from 'express';
import { cicdApi, initialCicdState } from '../cicd/api.mjs';
import { policy } from '../cicd/policy.mjs';

const UI = fileURLToPath(new URL('../../target/www/cicd', import.meta.url));

/** @typedef {import('../cicd/api.mjs').Subaccount} Subaccount */

/** One service for all subaccounts; the hosts of a subaccount share its data. */
export function cicdService() {
  if (!existsSync(path.join(UI, 'index.html'))) {
    throw new Error('The CI/CD pages are not built yet: run "npm run build:cicd".');
  }
  /** @type {Map<Subaccount, {cicd: import('../cicd/api.mjs').CicdState}>} */
  const states = new Map();

  return {
    /** @param {Subaccount} subaccount */
    routerOf(subaccount) {
      const state = states.get(subaccount) ?? { cicd: initialCicdState(subaccount) };
      states.set(subaccount, state);
      const router = express.Router();
      router.use((_request, response, next) => {
        response.set({ 'Content-Security-Policy': policy, 'X-Content-Type-Options': 'nosniff' });
        next();
      });
      router.use('/ui', express.static(UI));
      router.use(cicdApi(state));
      router.get('/', (_request, response) => response.redirect('/ui/index.html'));
      return router;
    },
    reset() {
      for (const [subaccount, state] of states) state.cicd = initialCicdState(subaccount);
    },
  };
}
