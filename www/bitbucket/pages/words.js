// The page's words, in the page's own language.

import { EVENT_GROUPS } from '../events.mjs';
import { inLanguage } from '../languages.mjs';

const language = /** @type {import('../languages.mjs').Language} */ (document.documentElement.lang);

export const say = inLanguage(language);

/**
 * What the list of webhooks calls an event: the group's name comes with it.
 * @type {(key: string) => string}
 */
export function eventInWords(key) {
  for (const { title, events } of EVENT_GROUPS) {
    const event = events.find((candidate) => candidate.key === key);
    if (!event) continue;
    return language === 'en' ? `${title} ${event.label.toLowerCase()}` : `${say(title)}: ${say(event.label)}`;
  }
  return key;
}
