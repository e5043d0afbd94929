// One Bitbucket: what it has stored, who is logged in, and how it is at the moment.

import { Sessions } from './sessions.mjs';
import { nameOf, repositoryNamed, WebhookStore } from './store.mjs';

/** @typedef {import('./store.mjs').Repository} Repository */

/** Repositories that are so from the beginning: for a person who walks through the site. */
const ARCHIVED = ['SHOP/archive'];
const WITHOUT_PERMISSION = ['SHOP/payments'];

export class Bitbucket {
  store = new WebhookStore();
  /** @type {import('./languages.mjs').Language} that of the one visitor's account */
  language = 'en';
  #archived = new Set(ARCHIVED);
  #withoutPermission = new Set(WITHOUT_PERMISSION);

  /** @param {import('../server/hosts.mjs').BitbucketHost} host */
  constructor({ base, generation, version }) {
    this.base = base;
    this.generation = generation;
    this.version = version;
    this.sessions = new Sessions(base);
  }

  reset() {
    this.store.clear();
    this.sessions.reset();
    this.language = 'en';
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

  /** @param {Repository} repository */
  isArchived(repository) {
    return this.#archived.has(nameOf(repository));
  }

  /** Whether the visitor is an administrator of it. @param {Repository} repository */
  isAdministered(repository) {
    return !this.#withoutPermission.has(nameOf(repository));
  }
}
