// What is held and set, from three places at once. Pages of the extension ask for it while their module is loaded.
//
// `src/browser/storage.rs` knows the keys, too.

export const load = () =>
  Promise.all([
    chrome.storage.session.get('held'),
    chrome.storage.local.get('settings'),
    // Firefox refuses where there is no policy.
    chrome.storage.managed.get().catch(() => undefined),
  ]);
