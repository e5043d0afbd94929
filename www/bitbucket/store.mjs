// What one Bitbucket knows: its repositories, and the webhooks stored for each. In memory, secrets too, as in the real
// one – and nowhere else.

/**
 * @typedef {{
 *   id: number, name: string, url: string, active: boolean, events: string[],
 *   configuration: {secret?: string}, sslVerificationRequired: boolean,
 *   credentials?: {username?: string, password?: string},
 *   scopeType: 'repository', createdDate: number, updatedDate: number,
 * }} Webhook
 */
/** @typedef {Omit<Webhook, 'id' | 'scopeType' | 'createdDate' | 'updatedDate'>} WebhookContent */
/** @typedef {{key: string, project: string, slug: string}} Repository */

/** @type {Repository[]} */
export const REPOSITORIES = [
  { key: 'SHOP', project: 'Shop', slug: 'orders' },
  { key: 'SHOP', project: 'Shop', slug: 'catalog' },
  { key: 'SHOP', project: 'Shop', slug: 'checkout' },
  { key: 'SHOP', project: 'Shop', slug: 'warehouse' },
  { key: 'SHOP', project: 'Shop', slug: 'invoices' },
  { key: '~JDOE', project: 'Jane Doe', slug: 'notes' },
];

/**
 * A project's key is known in any case; pages and links show it in capitals.
 * @type {(key: string, slug: string) => Repository | undefined}
 */
export function findRepository(key, slug) {
  return REPOSITORIES.find((repository) => repository.key === key.toUpperCase() && repository.slug === slug);
}

export class WebhookStore {
  #nextId = 1;
  /** @type {Map<Repository, Webhook[]>} */
  #webhooks = new Map();

  clear() {
    this.#webhooks.clear();
    this.#nextId = 1;
  }

  /** @returns {Record<string, Webhook[]>} a copy, by `KEY/slug` */
  everything() {
    return Object.fromEntries(
      REPOSITORIES.map((repository) => [
        `${repository.key}/${repository.slug}`,
        structuredClone(this.list(repository)),
      ]),
    );
  }

  /** @param {Repository} repository */
  list(repository) {
    return this.#webhooks.get(repository) ?? [];
  }

  /** @type {(repository: Repository, id: number) => Webhook | undefined} */
  get(repository, id) {
    return this.list(repository).find((webhook) => webhook.id === id);
  }

  /** @type {(repository: Repository, content: WebhookContent) => Webhook} */
  create(repository, content) {
    const now = Date.now();
    /** @type {Webhook} */
    const webhook = {
      ...content,
      id: this.#nextId++,
      scopeType: 'repository',
      createdDate: now,
      updatedDate: now,
    };
    this.#webhooks.set(repository, [...this.list(repository), webhook]);
    return webhook;
  }

  /** @type {(webhook: Webhook, content: WebhookContent) => Webhook} */
  update(webhook, content) {
    // The form leaves out a secret that was not typed anew; the stored one stays.
    const configuration = { ...webhook.configuration, ...content.configuration };
    return Object.assign(webhook, content, { configuration, updatedDate: Date.now() });
  }

  /** @type {(repository: Repository, id: number) => void} */
  remove(repository, id) {
    this.#webhooks.set(
      repository,
      this.list(repository).filter((webhook) => webhook.id !== id),
    );
  }
}
