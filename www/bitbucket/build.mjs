// Bundles the scripts and styles of Bitbucket's pages into target/www/bitbucket, when something of them changed.

import crypto from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const HERE = fileURLToPath(new URL('.', import.meta.url));
export const BUNDLES = path.join(ROOT, 'target/www/bitbucket');
const STAMP = path.join(BUNDLES, '.stamp');

export async function buildBitbucket() {
  const stamp = fingerprint();
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === stamp) return 'up to date';
  rmSync(BUNDLES, { recursive: true, force: true });
  await build({
    entryPoints: ['classic.jsx', 'current.jsx', 'chrome.css'].map((name) => path.join(HERE, 'pages', name)),
    outdir: BUNDLES,
    bundle: true,
    minify: true,
    // In Node's way of loading, Atlaskit's packages would be taken as CommonJS and whole.
    mainFields: ['browser', 'module', 'main'],
    define: { 'process.env.NODE_ENV': '"production"', 'process.env': '{}', global: 'globalThis' },
    jsx: 'automatic',
    loader: { '.woff': 'file', '.ttf': 'file', '.eot': 'file', '.svg': 'file', '.png': 'file', '.gif': 'file' },
    target: ['chrome120', 'firefox128'],
    logLevel: 'warning',
    // AUI's own style sheet still has a hack for Internet Explorer.
    logOverride: { 'css-syntax-error': 'silent' },
  });
  writeFileSync(STAMP, stamp);
  return 'built';
}

/** Whether the pages can be served; they may be older than their sources. */
export const isBuilt = () => existsSync(STAMP);

/** Sources and the locked versions of the libraries: what the bundles are made of. */
function fingerprint() {
  const sources = readdirSync(HERE, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(mjs|jsx?|css)$/.test(name))
    .sort()
    .map((name) => path.join(HERE, name));
  const hash = crypto.createHash('sha256');
  for (const file of [...sources, path.join(ROOT, 'package-lock.json')]) hash.update(file).update(readFileSync(file));
  return hash.digest('hex');
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const start = performance.now();
  const outcome = await buildBitbucket();
  console.log(`Bitbucket's pages: ${outcome} (${Math.round(performance.now() - start)} ms)`);
}
