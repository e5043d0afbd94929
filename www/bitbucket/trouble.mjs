// What can go wrong on the way to Bitbucket's REST API, and in it: slow answers, and such as are none.

import { setTimeout as pause } from 'node:timers/promises';
import { loginPage } from './chrome.mjs';

/** @typedef {import('express').Request} Request */
/** @typedef {import('express').Response} Response */
/** @typedef {keyof typeof KINDS} Kind */

/** One megabyte of blanks. */
const MEGABYTE = ' '.repeat(1 << 20);

/** What is answered instead, by the name of what is broken. */
const KINDS = {
  /** A page to log in, where JSON was due: with a status that says that all is well. */
  html: (/** @type {Response} */ response, /** @type {import('./bitbucket.mjs').Bitbucket} */ bitbucket) => {
    response.send(loginPage(bitbucket));
  },
  /** A proxy's words for a server that it does not reach. */
  proxyError: (/** @type {Response} */ response) => {
    const page = '<html><head><title>502</title></head><body><h1>Bad Gateway</h1></body></html>';
    response.status(502).type('html').send(page);
  },
  /** JSON that ends in the middle. */
  half: (/** @type {Response} */ response) => {
    response.type('json').send('{"size":1,"limit":25,"isLastPage":true,"values":[{"id":1,"name":"Bui');
  },
  /** A connection that ends before the answer does. */
  cut: (/** @type {Response} */ response) => {
    response.type('json').set('Content-Length', '1000').write('{"size":1,"limit":25,', () => response.destroy());
  },
  /** Ten megabytes, that would be an answer. */
  huge: (/** @type {Response} */ response) => {
    response.type('json');
    for (let megabyte = 0; megabyte < 10; megabyte += 1) response.write(MEGABYTE);
    response.end('{"size":0,"limit":25,"start":0,"isLastPage":true,"values":[]}');
  },
  /** The way to where one logs in, on another host. */
  redirect: (/** @type {Response} */ response) => {
    response.redirect('https://login.example.com/sso?service=bitbucket');
  },
  /** The answer to another question: about a webhook, a list and a delivery of another repository. */
  otherRepository: (/** @type {Response} */ response) => {
    const webhook = {
      id: 4711, name: 'Another', url: 'https://elsewhere.example.com/hook', active: true, events: ['pr:opened'],
      configuration: {}, createdDate: 1, updatedDate: 1,
    };
    response.json({ ...webhook, size: 1, limit: 25, start: 4711, isLastPage: true, values: [webhook] });
  },
  /** A webhook whose id is no number. */
  noNumber: (/** @type {Response} */ response) => {
    const webhook = { id: 'seven', name: 'Build', url: 'https://builds.example.com/hook', active: true, events: [] };
    response.json({ ...webhook, size: 1, limit: 25, start: 0, isLastPage: true, values: [webhook] });
  },
  /** A refusal that is no answer of the API. */
  refused: (/** @type {Response} */ response) => {
    response.status(403).type('text').send('This REST API is switched off here.\n');
  },
  /** A failure of the server. */
  failed: (/** @type {Response} */ response) => {
    const message = 'An error occurred while processing the request.';
    response.status(500).json({ errors: [{ context: null, message, exceptionName: null }] });
  },
  /** No server at all. */
  gone: (/** @type {Response} */ response) => {
    response.destroy();
  },
};

export class Trouble {
  /** How long every answer takes, in milliseconds. */
  slowness = 0;
  /** @type {Kind | null} */
  broken = null;

  clear() {
    this.slowness = 0;
    this.broken = null;
  }
}

/**
 * @param {import('./bitbucket.mjs').Bitbucket} bitbucket
 * @returns {import('express').RequestHandler}
 */
export function withTrouble(bitbucket) {
  return async (_request, response, next) => {
    const { slowness, broken } = bitbucket.trouble;
    if (slowness > 0) await pause(slowness);
    if (broken) KINDS[broken](response, bitbucket);
    else next();
  };
}
