// What one Bitbucket knows: its projects and repositories, and the webhooks stored for each. In memory, secrets too, as
// in the real one – and nowhere else.

/**
 * @typedef {{
 *   id: number, name: string, url: string, active: boolean, events: string[],
 *   configuration: {secret?: string}, sslVerificationRequired: boolean,
 *   credentials?: {username?: string, password?: string},
 *   scopeType: 'repository' | 'project', createdDate: number, updatedDate: number,
 * }} Webhook
 */
/** @typedef {Omit<Webhook, 'id' | 'scopeType' | 'createdDate' | 'updatedDate'>} WebhookContent */
/** @typedef {{key: string, project: string}} Project its key, and its name */
/** @typedef {Project & {slug: string}} Repository */
/** @typedef {Project | Repository} Scope what a webhook belongs to */

/** @type {Project} */
const SHOP = { key: 'SHOP', project: 'Shop' };
/** @type {Project} */
const JANE_DOE = { key: '~JDOE', project: 'Jane Doe' };
const PROJECTS = [SHOP, JANE_DOE];

/** @type {Repository[]} */
export const REPOSITORIES = [
  { ...SHOP, slug: 'orders' },
  { ...SHOP, slug: 'catalog' },
  { ...SHOP, slug: 'checkout' },
  { ...SHOP, slug: 'warehouse' },
  { ...SHOP, slug: 'invoices' },
  { ...SHOP, slug: 'payments' },
  { ...SHOP, slug: 'archive' },
  { ...JANE_DOE, slug: 'notes' },
  // As many as an admin has who connects a whole product.
  ...Array.from({ length: 20 }, (_, index) => ({ ...SHOP, slug: `service-${index + 1}` })),
];

/**
 * A project's key is known in any case; pages and links show it in capitals.
 * @type {(key: string) => Project | undefined}
 */
export const findProject = (key) => PROJECTS.find((project) => project.key === key.toUpperCase());

/** @type {(key: string, slug: string) => Repository | undefined} */
export function findRepository(key, slug) {
  return REPOSITORIES.find((repository) => repository.key === key.toUpperCase() && repository.slug === slug);
}

/** @type {(scope: Scope) => string} `SHOP`, `SHOP/orders` */
export const nameOf = (scope) => ('slug' in scope ? `${scope.key}/${scope.slug}` : scope.key);

/** @type {(name: string) => Scope} by `SHOP`, `SHOP/orders` */
export function scopeNamed(name) {
  return findProject(name) ?? repositoryNamed(name);
}

/** @type {(name: string) => Repository} */
export function repositoryNamed(name) {
  const repository = REPOSITORIES.find((candidate) => nameOf(candidate) === name);
  if (!repository) throw new Error(`There is no repository ${name}, only ${REPOSITORIES.map(nameOf).join(', ')}.`);
  return repository;
}

export class WebhookStore {
  #nextId = 1;
  /** @type {Map<Scope, Webhook[]>} */
  #webhooks = new Map();

  clear() {
    this.#webhooks.clear();
    this.#nextId = 1;
  }

  /** @returns {Record<string, Webhook[]>} a copy, by `KEY/slug` */
  everything() {
    return Object.fromEntries(
      REPOSITORIES.map((repository) => [nameOf(repository), structuredClone(this.list(repository))]),
    );
  }

  /** @param {Scope} scope */
  list(scope) {
    return this.#webhooks.get(scope) ?? [];
  }

  /** @type {(scope: Scope, id: number) => Webhook | undefined} */
  get(scope, id) {
    return this.list(scope).find((webhook) => webhook.id === id);
  }

  /** @type {(scope: Scope, content: WebhookContent) => Webhook} */
  create(scope, content) {
    const now = Date.now();
    /** @type {Webhook} */
    const webhook = {
      ...content,
      id: this.#nextId++,
      scopeType: 'slug' in scope ? 'repository' : 'project',
      createdDate: now,
      updatedDate: now,
    };
    this.#webhooks.set(scope, [...this.list(scope), webhook]);
    return webhook;
  }

  /**
   * One that only has to say what is special about it; or many, with numbers in their names and URLs.
   * @type {(scope: Scope, content: Partial<WebhookContent>, count?: number) => void}
   */
  add(scope, content, count = 1) {
    /** @type {WebhookContent} */
    const usual = {
      name: 'Build', url: 'https://builds.example.com/hook', active: true, events: ['repo:refs_changed'],
      configuration: {}, sslVerificationRequired: true, ...content,
    };
    for (let number = 1; number <= count; number += 1) {
      const { name, url } = usual;
      this.create(scope, count === 1 ? usual : { ...usual, name: `${name} ${number}`, url: `${url}?number=${number}` });
    }
  }

  /** @type {(webhook: Webhook, content: WebhookContent) => Webhook} */
  update(webhook, content) {
    // The form leaves out a secret that was not typed anew; the stored one stays.
    const configuration = { ...webhook.configuration, ...content.configuration };
    return Object.assign(webhook, content, { configuration, updatedDate: Date.now() });
  }

  /** @type {(scope: Scope, id: number) => void} */
  remove(scope, id) {
    this.#webhooks.set(
      scope,
      this.list(scope).filter((webhook) => webhook.id !== id),
    );
  }
}
