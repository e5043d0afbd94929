// The gallery's table for people: `node www/gallery/readme.mjs` writes README.md.

import { writeFile } from 'node:fs/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { OTHER_ANSWERS, ROWS } from './rows.mjs';

export const README = fileURLToPath(new URL('README.md', import.meta.url));

/** @param {string[]} cells */
const line = (...cells) => `| ${cells.join(' | ')} |`;

export function readme() {
  const families = [...new Set(ROWS.map(({ family }) => family))];
  const answers = Object.entries(OTHER_ANSWERS).map(([name, meaning]) => `- **${name}**: ${meaning}`);
  const tables = families.flatMap((family) => [
    `## ${family}`,
    '',
    line('The page, or what it does', 'ends in', 'what answers', 'proven'),
    line('---', '---', '---', '---'),
    ...ROWS.filter((row) => row.family === family).map((row) => line(row.does, row.ends, row.answers, row.level)),
    '',
  ]);
  return `${[
    '# What is survived',
    '',
    'Hostile pages, and what a press of the button comes to on each. Unless that is `filled`, nothing stays written.',
    'Proven by a row of `tests/guard.rs` over a recorded page (*native*), in a real DOM of both browsers by',
    '`tests/page.rs` (*live*), or by the real button in both browsers (*button*). What answers is a rule of',
    '`src/guard/rules.rs`, with its reason there, or one of these:',
    '',
    ...answers,
    '',
    'The table is made from `rows.mjs` by `node www/gallery/readme.mjs`.',
    '',
    ...tables,
  ].join('\n').trimEnd()}\n`;
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) await writeFile(README, readme());
