// One Bitbucket: what it has stored, who is logged in, and how it is at the moment.

import { Deliveries } from './deliveries.mjs';
import { PUSH } from './events.mjs';
import { Sessions } from './sessions.mjs';
import { findProject, nameOf, REPOSITORIES, repositoryNamed, WebhookStore } from './store.mjs';
import { Trouble } from './trouble.mjs';

/** @typedef {import('./store.mjs').Scope} Scope */
/** @typedef {import('./store.mjs').Webhook} Webhook */
/** @typedef {import('./deliveries.mjs').Answered} Answered */

/** Repositories that are so from the beginning: for a person who walks through the site. */
const ARCHIVED = ['SHOP/archive'];
const WITHOUT_PERMISSION = ['SHOP/payments'];

export class Bitbucket {
  store = new WebhookStore();
  trouble = new Trouble();
  /** @type {import('./languages.mjs').Language} that of the one visitor's account */
  language = 'en';
  /** @type {Record<string, string>} what its answers say in their headers, besides the usual or instead of it */
  headers = {};
  #archived = new Set(ARCHIVED);
  #withoutPermission = new Set(WITHOUT_PERMISSION);

  /** @param {import('../server/hosts.mjs').BitbucketHost} host */
  constructor({ base, generation, version }) {
    this.base = base;
    this.generation = generation;
    this.version = version;
    this.sessions = new Sessions(base);
    this.deliveries = new Deliveries({ saysStatus: generation === 'current' });
  }

  reset() {
    this.store.clear();
    this.deliveries.clear();
    this.trouble.clear();
    this.sessions.reset();
    this.language = 'en';
    this.headers = {};
    this.#archived = new Set(ARCHIVED);
    this.#withoutPermission = new Set(WITHOUT_PERMISSION);
  }

  /** @param {string} name such as `SHOP/orders` */
  archive(name) {
    this.#archived.add(nameOf(repositoryNamed(name)));
  }

  /** Leaves the visitor the right to read, alone. @param {string} name such as `SHOP/orders` */
  takePermission(name) {
    this.#withoutPermission.add(nameOf(repositoryNamed(name)));
  }

  /**
   * Somebody pushes: every webhook that wants to know is sent it, and that came of it.
   * @param {string} name such as `SHOP/orders` @param {Answered} answered
   */
  push(name, answered) {
    const repository = repositoryNamed(name);
    const project = findProject(repository.key);
    const all = [repository, ...(project ? [project] : [])].flatMap((scope) => this.store.list(scope));
    for (const webhook of all.filter(({ active, events }) => active && events.includes(PUSH))) {
      this.deliver(webhook, PUSH, repository, answered);
    }
  }

  /** @type {(webhook: Webhook, event: string, of: Scope, answered: Answered) => void} */
  deliver(webhook, event, of, answered) {
    const id = String(REPOSITORIES.findIndex((repository) => repository === of) + 1);
    this.deliveries.record(webhook, event, { id, type: 'slug' in of ? 'repository' : 'project' }, answered);
  }

  /** @param {Scope} scope */
  isArchived(scope) {
    return this.#archived.has(nameOf(scope));
  }

  /** Whether the visitor is an administrator of it. @param {Scope} scope */
  isAdministered(scope) {
    return !this.#withoutPermission.has(nameOf(scope));
  }
}
