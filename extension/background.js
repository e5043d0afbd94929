// Drops secrets that have expired, with no popup open too. Nothing else.
//
// `src/held.rs` says what is held and until when; this file knows its key, its list of secrets and when each expires.

/** @typedef {{ secrets?: { expires: number }[] }} Held */

const KEY = 'held';
const ALARM = 'expiry';

/** @returns {Promise<Held>} */
async function load() {
  const items = await chrome.storage.session.get(KEY);
  return /** @type {Held} */ (items[KEY] ?? {});
}

async function dropExpired() {
  const held = await load();
  const secrets = held.secrets ?? [];
  const alive = secrets.filter(({ expires }) => Date.now() < expires);
  if (alive.length < secrets.length) {
    // The change comes back as an event, which sets the next alarm.
    await chrome.storage.session.set({ [KEY]: { ...held, secrets: alive } });
  } else {
    await setAlarm(alive);
  }
}

/** @param {{ expires: number }[]} secrets */
async function setAlarm(secrets) {
  if (secrets.length === 0) {
    await chrome.alarms.clear(ALARM);
  } else {
    await chrome.alarms.create(ALARM, { when: Math.min(...secrets.map(({ expires }) => expires)) });
  }
}

chrome.alarms.onAlarm.addListener(dropExpired);
chrome.storage.session.onChanged.addListener(dropExpired);
