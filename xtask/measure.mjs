// Prints how many bytes a file has: `brotli` compressed, or `bare` – without its comments and indentation.
import { readFileSync } from 'node:fs';
import { brotliCompressSync } from 'node:zlib';
import { transformSync } from 'esbuild';

const [what, file] = process.argv.slice(2);
const content = readFileSync(file);
const measures = {
  brotli: () => brotliCompressSync(content).length,
  bare: () => Buffer.byteLength(transformSync(content.toString(), { minifyWhitespace: true, charset: 'utf8' }).code),
};
console.log(measures[what]());
