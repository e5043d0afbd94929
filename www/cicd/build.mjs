/**
 * Builds the practice copy of the CI/CD UI into `target/www/cicd/`, unless what lies there was built from the very same
 * sources. `npm run build:cicd` from the root.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const HERE = dirname(fileURLToPath(import.meta.url));
const ROOT = join(HERE, '../..');
const TARGET = join(ROOT, 'target/www/cicd');
const STAMP = join(TARGET, 'built-from');

/** What a practice page can do without; leaving it out takes the build from 70 s to 17 s. */
const LEFT_OUT = ['generateBundle', 'minify', 'escapeNonAsciiCharacters', 'replaceCopyright', 'replaceBuildtime'];

const sources = hashOfSources();
if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === sources) {
  console.log('target/www/cicd is up to date');
} else {
  build();
  writeFileSync(STAMP, sources);
}

/** Everything that the result depends on: our pages and settings, and the versions of OpenUI5 and of its tooling. */
function hashOfSources() {
  const { packages } = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8'));
  const libraries = Object.entries(packages)
    .filter(([path]) => /^node_modules\/@(openui5\/|ui5\/cli$)/.test(path))
    .map(([path, { version }]) => `${path} ${version}`);
  const pages = readdirSync(join(HERE, 'webapp'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  const settings = ['build.mjs', 'libraries.yaml', 'ui5.yaml'].map((name) => join(HERE, name));

  const hash = createHash('sha256').update(libraries.join('\n'));
  for (const file of [...pages, ...settings].sort()) {
    hash.update(`\n${file.slice(HERE.length)}\n`).update(readFileSync(file));
  }
  return hash.digest('hex');
}

function build() {
  const started = Date.now();
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [
      join(ROOT, 'node_modules/@ui5/cli/bin/ui5.cjs'),
      'build', 'self-contained', '--all',
      '--dependency-definition', 'libraries.yaml',
      '--dest', TARGET, '--clean-dest',
      '--exclude-task', ...LEFT_OUT,
      '--include-task', 'generateVersionInfo',
    ],
    { cwd: HERE, encoding: 'utf8' },
  );
  if (status !== 0) {
    process.stderr.write(stdout + stderr);
    process.exit(1);
  }
  console.log(`target/www/cicd built in ${Math.round((Date.now() - started) / 1000)} s`);
}
