// What axe-core finds in a page of the extension, and in which colours it is looked for.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

/** The script, as text. */
export const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const ALL_RULES = {};
const RULES_OF_COLOURS = { runOnly: ['color-contrast', 'link-in-text-block'] };
/**
 * What is looked for in which colours: where only these differ, only they are looked at.
 * @type {[import('./browser.mjs').Colours, object][]}
 */
export const LOOKS = [
  ['light', ALL_RULES],
  ['dark', RULES_OF_COLOURS],
  ['forced', RULES_OF_COLOURS],
];

/**
 * What was found, as a text. What axe-core cannot decide counts, too.
 * @param {{violations: any[], incomplete: any[]}} results
 */
export function findings({ violations, incomplete }) {
  const nodes = [...violations, ...incomplete].flatMap(({ id, help, nodes }) =>
    nodes.map((/** @type {any} */ { html, any: [why] }) => `${id}: ${help}: ${html} ${why?.message ?? ''}`),
  );
  return JSON.stringify(nodes);
}
