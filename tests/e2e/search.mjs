// Searching for a secret in whatever shape it may have been kept.
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

/**
 * A text as it may stand in a file, an address or a message.
 * @param {string} text
 * @returns {[shape: string, bytes: Buffer][]}
 */
export function shapesOf(text) {
  const bytes = Buffer.from(text);
  const wide = Buffer.from(text, 'utf16le');
  const ascii = [...text].every((character) => character < '\x80');
  return [
    ['plain', bytes],
    // What has no other characters is kept in one byte each.
    ['latin1', Buffer.from(text, 'latin1')],
    ['JSON', Buffer.from(JSON.stringify(text).slice(1, -1))],
    ['JSON, escaped twice', Buffer.from(JSON.stringify(JSON.stringify(text)).slice(3, -3))],
    ['URL', Buffer.from(encodeURIComponent(text))],
    ['form', Buffer.from(String(new URLSearchParams({ '': text })).slice(1))],
    ['UTF-16', wide],
    ...(ascii ? /** @type {[string, Buffer][]} */ ([['UTF-16, big end first', Buffer.from(wide).swap16()]]) : []),
    // Three bytes become four characters: so it depends on what stands before which they are.
    ...[0, 1, 2].map((before) => /** @type {[string, Buffer]} */ ([`base64, ${before} on`, base64(bytes, before)])),
  ];
}

/** What is the same whatever stands around. @param {Buffer} bytes @param {number} before */
function base64(bytes, before) {
  const whole = bytes.subarray((3 - before) % 3);
  return Buffer.from(whole.subarray(0, whole.length - (whole.length % 3)).toString('base64'));
}

/**
 * In which shapes any of the texts stands there.
 * @param {Buffer | string} place @param {string[]} texts
 */
export function shapesIn(place, texts) {
  const bytes = Buffer.from(place);
  const found = texts.flatMap(shapesOf).filter(([, wanted]) => bytes.includes(wanted));
  return [...new Set(found.map(([shape]) => shape))];
}

/**
 * The files below a folder in which any of the texts stands.
 * @param {string} folder @param {string[]} texts
 */
export async function filesWith(folder, texts) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const found = [];
  for (const entry of entries.filter((entry) => entry.isFile())) {
    const file = path.join(entry.parentPath, entry.name);
    if (shapesIn(await readFile(file), texts).length > 0) found.push(path.relative(folder, file));
  }
  return found;
}
