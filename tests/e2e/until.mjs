// Waiting for a condition, with a limit: the only waiting there is.
import { setTimeout as pause } from 'node:timers/promises';

const LIMIT = 15_000;
const BETWEEN_LOOKS = 15;

/**
 * Looks until `probe` answers with something true, and returns that. At the limit it fails, and says what it waited
 * for and – when `seen` is given – what was there instead.
 *
 * @template T
 * @param {string} what
 * @param {() => T | Promise<T>} probe
 * @param {() => unknown | Promise<unknown>} [seen]
 * @returns {Promise<NonNullable<T>>}
 */
export async function until(what, probe, seen) {
  const end = Date.now() + LIMIT;
  for (;;) {
    const answer = await probe();
    if (answer) return /** @type {NonNullable<T>} */ (answer);
    if (Date.now() > end) {
      const instead = seen ? `; instead: ${JSON.stringify(await seen())}` : '';
      throw new Error(`waited ${LIMIT / 1000} s for ${what}${instead}`);
    }
    await pause(BETWEEN_LOOKS);
  }
}
