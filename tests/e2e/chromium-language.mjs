// A Chromium that takes itself for one of another language. Its own words of that language come in a package of a
// hundred megabytes; here it gets its English ones under the other name, and everything else is as installed.
import { constants } from 'node:fs';
import { copyFile, link, mkdir, readdir, rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

/** Where Debian's package has it. */
const INSTALLED = '/usr/lib/chromium/';
const ENGLISH = 'locales/en-US.pak';

/** @param {string} language as `de-AT` @returns the program, which stays where it is for the next time */
export async function chromiumThatSpeaks(language) {
  const [spoken] = language.split('-');
  const folder = fileURLToPath(new URL(`../../target/e2e/chromium-${spoken}/`, import.meta.url));
  await rm(folder, { recursive: true, force: true });
  await mkdir(`${folder}locales`, { recursive: true });
  for (const entry of await readdir(INSTALLED, { withFileTypes: true })) {
    if (entry.isFile()) await linkOrCopy(INSTALLED + entry.name, folder + entry.name);
  }
  for (const name of ['en-US', spoken]) await linkOrCopy(INSTALLED + ENGLISH, `${folder}locales/${name}.pak`);
  return `${folder}chromium`;
}

/** A program finds what belongs to it beside itself, whatever leads to it: a symbolic link would not do. */
async function linkOrCopy(/** @type {string} */ from, /** @type {string} */ to) {
  await link(from, to).catch(() => copyFile(from, to, constants.COPYFILE_FICLONE));
}
