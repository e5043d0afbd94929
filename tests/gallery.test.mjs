// The gallery of hostile pages: every row is proven somewhere, and every rule has a row.

import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { README, readme } from '../www/gallery/readme.mjs';
import { OTHER_ANSWERS, ROWS } from '../www/gallery/rows.mjs';

/** @param {string} path */
const source = (path) => readFile(new URL(`../${path}`, import.meta.url), 'utf8');

const rules = [...(await source('src/guard/rules.rs')).matchAll(/\bRuleName::(\w+),\s+[A-Z]/g)].map(([, name]) => name);
const pageTests = await source('tests/page.rs');
const guardRows = rowsOf(await source('tests/guard.rs'));
const scenes = (await Promise.all(
  (await readdir(new URL('e2e/', import.meta.url))).map((file) => source(`tests/e2e/${file}`)),
)).join('\n');

/** The rows of the table in tests/guard.rs: rule and state by what they say. @param {string} text */
function rowsOf(text) {
  const call = /\b(take|fill|control)\(R::(\w+), "([^"]+)"([^]*?)\),\n(?=\s*(?:take|fill|control|\/\/|\]))/g;
  const calls = text.matchAll(call);
  return new Map([...calls].map(([, kind, rule, says, rest]) => {
    const state = kind === 'control' ? 'Error' : rest.match(/State::(\w+),?\s*$/)?.[1];
    return [says, { rule, state: state?.replace(/\B[A-Z]/g, '-$&').toLowerCase() }];
  }));
}

/** @param {import('../www/gallery/rows.mjs').Level} level */
const at = (level) => ROWS.filter((row) => row.level === level);

test('there are enough rows, and none is there twice', () => {
  assert.ok(ROWS.length >= 60, String(ROWS.length));
  assert.ok(at('button').length >= 20, String(at('button').length));
  assert.equal(new Set(ROWS.map(({ does }) => does)).size, ROWS.length);
});

test('every rule of the guard has a row, and every row an answer that there is', () => {
  assert.ok(rules.length > 20);
  const answers = new Set(ROWS.map((row) => row.answers));
  assert.deepEqual(rules.filter((rule) => !answers.has(rule)), []);
  const known = [...rules, ...Object.keys(OTHER_ANSWERS)];
  assert.deepEqual([...answers].filter((answer) => !known.includes(answer)), []);
});

test('every native row is one of the guard’s table, with its rule and state', () => {
  for (const { does, answers, ends } of at('native')) {
    assert.deepEqual(guardRows.get(does), { rule: answers, state: ends }, does);
  }
});

test('every live row names a test in the page', () => {
  for (const { does, proof } of at('live')) {
    assert.ok(pageTests.includes(`#[wasm_bindgen_test]\nasync fn ${proof}(`)
      || pageTests.includes(`#[wasm_bindgen_test]\nfn ${proof}(`), does);
  }
});

test('every button row is done as it says, or by a scene that it names', () => {
  for (const { does, proof, page } of at('button')) {
    assert.ok(page ? !proof : scenes.includes(`scene('${proof}'`), does);
  }
});

test('the table for people is up to date', async () => {
  assert.equal(await readFile(README, 'utf8'), readme(), 'run node www/gallery/readme.mjs');
});
