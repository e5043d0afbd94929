// What a webhook must be like to be stored.

import { EVENT_GROUPS } from './events.mjs';

const LONGEST = 255;
const KNOWN_EVENTS = new Set(EVENT_GROUPS.flatMap(({ events }) => events.map(({ key }) => key)));

/** @type {(value: unknown) => value is string} */
const isText = (value) => typeof value === 'string';

/** @type {(text: unknown) => boolean} */
export const isWebAddress = (text) => isText(text) && URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);

/** @type {{context: string, message: string, holds: (body: any) => boolean}[]} */
const RULES = [
  { context: 'name', message: 'A name is required.', holds: ({ name }) => isText(name) && name.trim() !== '' },
  {
    context: 'name',
    message: `A name has at most ${LONGEST} characters.`,
    holds: ({ name }) => !isText(name) || name.length <= LONGEST,
  },
  { context: 'url', message: 'A valid URL is required.', holds: ({ url }) => isWebAddress(url) },
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

/** What is wrong with a webhook that somebody wants to be stored. @param {any} body */
export const problemsOf = (body) => RULES.filter(({ holds }) => !holds(body ?? {}));

/**
 * The real server fails over an empty secret instead of refusing it: a client has to leave it out.
 * @param {any} body
 */
export const hasEmptySecret = (body) => body?.configuration?.secret === '';

/** What is stored of a webhook without problems. @param {any} body @returns {import('./store.mjs').WebhookContent} */
export function contentOf(body) {
  const secret = body.configuration?.secret;
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
