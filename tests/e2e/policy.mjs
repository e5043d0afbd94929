// A policy for the extension, as an administrator of machines would set it: in a file that the browser reads when it
// starts.
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname } from 'node:path';

const NAME = 'webhook-autofill@webhook-autofill.example';

/**
 * Sets a policy for browsers that are started from now on. The file may be written by root alone in Chromium's case:
 * for another user the answer is no function to take it back, but null.
 *
 * @param {import('./browser.mjs').Browser} browser with the extension in it
 * @param {object} policy
 */
export async function setPolicy({ name, driver }, policy) {
  if (name === 'chromium' && process.getuid?.() !== 0) return null;
  const [file, content] = name === 'chromium'
    ? [
        '/etc/chromium/policies/managed/webhook-autofill-test.json',
        { '3rdparty': { extensions: { [String(driver.extensionId)]: policy } } },
      ]
    : [
        `${homedir()}/.mozilla/managed-storage/${NAME}.json`,
        { name: NAME, description: 'A test.', type: 'storage', data: policy },
      ];
  const made = await mkdir(dirname(file), { recursive: true });
  await writeFile(file, JSON.stringify(content));
  return () => rm(made ?? file, { recursive: true });
}
