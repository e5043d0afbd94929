// What the pages say to Bitbucket's REST API.

/** @typedef {import('../store.mjs').Webhook} Webhook */
/** @typedef {import('../store.mjs').WebhookContent} WebhookContent */
/** @typedef {{context: string | null, message: string}} Problem */
/** @typedef {import('../deliveries.mjs').Invocation} Invocation */
/** @typedef {{statistics: {lastSuccess?: Invocation, lastFailure?: Invocation, lastError?: Invocation}}} Statistics */

/**
 * With those that a repository inherits from its project, where there are such.
 * @type {(place: import('./place.js').Place) => Promise<(Webhook & Statistics)[]>}
 */
export async function allWebhooks({ rest, canInherit }) {
  const list = canInherit ? `${rest}/search?scopeType=repository&scopeType=project&` : `${rest}?`;
  const webhooks = [];
  for (let start = 0, page; !page?.isLastPage; start = page.nextPageStart) {
    page = await ask(`${list}limit=1000&statistics=true&start=${start}`);
    webhooks.push(...page.values);
  }
  return webhooks;
}

/** @type {(place: import('./place.js').Place) => Promise<Webhook & Statistics>} */
export function oneWebhook(place) {
  return ask(`${place.rest}/${place.id}?statistics=true`);
}

/**
 * Stores what was typed into the form, and gives back what is wrong with it: nothing, when it was stored.
 * @type {(place: import('./place.js').Place, content: WebhookContent) => Promise<Problem[]>}
 */
export async function save(place, content) {
  const editing = place.view === 'edit';
  const response = await fetch(editing ? `${place.rest}/${place.id}` : place.rest, {
    method: editing ? 'PUT' : 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(content),
  });
  return response.ok ? [] : (await response.json()).errors;
}

/** @param {string} address */
async function ask(address) {
  const response = await fetch(address, { headers: { Accept: 'application/json' } });
  if (!response.ok) throw new Error(`Bitbucket answered ${response.status}.`);
  return response.json();
}
