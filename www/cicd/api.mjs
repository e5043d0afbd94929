/**
 * The CI/CD service's data as its web UI asks for it: `/api/repositories` and `/api/credentials`.
 *
 * @typedef {{job: string, branch: string, schedule: string}} TimedTrigger
 * @typedef {{name: string, state: "ON" | "OFF", branch: string, pipeline: string}} Job
 * @typedef {object} Repository
 * @property {string} name
 * @property {string} cloneUrl
 * @property {string} cloneCredential name of the credential to clone with, "" for none
 * @property {string} cloudConnectorCredential name, "" when Bitbucket is reached over the internet
 * @property {boolean} hasReceiver whether it has a webhook event receiver; the next five are the receiver's
 * @property {string} type the source system, "" where the repository never had a receiver
 * @property {string} credential name of the webhook credential
 * @property {"ON" | "OFF"} state
 * @property {string} webhookUrl
 * @property {string} accountUrl what the oldest generation shows in its place
 * @property {Job[]} jobs
 * @property {TimedTrigger[]} timedTriggers
 * @typedef {{name: string, description: string, type: string}} Credential
 * @typedef {keyof typeof SUBACCOUNTS} Subaccount
 * @typedef {object} CicdState
 * @property {string} tenant what the service's addresses call the subaccount
 * @property {Repository[]} repositories
 * @property {Credential[]} credentials
 * @property {Map<string, string>} secrets by the credential's name; only the oldest generation asks for one
 */
import { randomUUID } from 'node:crypto';
import express from 'express';

const SERVICE = 'https://cicd-service.cfapps.eu10.hana.ondemand.com';

/**
 * What the webhook address of each source system says of it. GitHub's was seen; the others are formed after it.
 * @type {Record<string, string>}
 */
const EVENTS = {
  'Azure Repos': 'azure_repos_events',
  'Bitbucket Cloud': 'bitbucket_cloud_events',
  'Bitbucket Server': 'bitbucket_events',
  GitHub: 'github_events',
  GitLab: 'gitlab_events',
};

/** Of these nothing would be built. */
const NO_JOBS = { jobs: [], timedTriggers: [] };

/**
 * Every repository of a subaccount at the start: its name, clone address and source system, the last part of its
 * webhook address, and in what it differs from most. The last part is fixed, so that what is recorded from these pages
 * does not change from one recording to the next.
 * @type {[name: string, cloneUrl: string, type: string, uuid: string, differs?: Partial<Repository>][]}
 */
const ACME = [
  ['orders', 'https://bitbucket.example.com/scm/shop/orders.git', 'Bitbucket Server',
    '0b9a4c1e-6d27-4f83-a5b1-92e0c7d4f318'],
  ['catalog', 'https://classic.example.com/bitbucket/scm/shop/catalog.git', 'Bitbucket Server',
    '1c8b5d2f-7e36-4094-b6c2-83f1d8e5a429'],
  // Events are received and start nothing.
  ['checkout', 'ssh://git@bitbucket.example.com:7999/shop/checkout.git', 'Bitbucket Server',
    '2d7c6e30-8f45-41a5-87d3-74a2e9f6b53a', { state: 'OFF' }],
  ['notes', 'http://bitbucket.example.com:7990/scm/~jdoe/notes.git', 'Bitbucket Server',
    '3e6d7f41-9054-42b6-98e4-65b3fa07c64b'],
  // Reached through the Cloud Connector, under names that no browser knows; both are on bitbucket.example.com.
  ['warehouse', 'http://my-virtual-host:8080/scm/shop/warehouse.git', 'Bitbucket Server',
    '50f491a7-c2b3-49d6-8a17-b7d65e3f086e', { cloudConnectorCredential: 'on-premise' }],
  ['invoices', 'https://my-virtual-host/scm/shop/invoices.git', 'Bitbucket Server',
    '61e582b8-d1a4-4ac5-9b28-c6c54d2e197d', { cloudConnectorCredential: 'on-premise' }],
  // Nothing would be built of these: one has no job, the other's webhook event receiver was removed.
  ['returns', 'https://bitbucket.example.com/scm/shop/returns.git', 'Bitbucket Server',
    '72d673c9-e095-4bb4-8c39-d5b33c1d2a8c', NO_JOBS],
  ['reports', 'https://bitbucket.example.com/scm/shop/reports.git', 'Bitbucket Server',
    '83c764da-f186-4ca3-9d4a-e4a22b0c3b9b', { hasReceiver: false }],
  ['storefront', 'https://github.com/acme/storefront.git', 'GitHub',
    '4f5e8052-a163-43c7-a9f5-56c40b18d75c'],
  ['mobile', 'https://gitlab.com/acme/mobile.git', 'GitLab',
    '94b855eb-0277-4d92-8e5b-f3911afb4caa'],
  ['portal', 'https://bitbucket.org/acme/portal.git', 'Bitbucket Cloud',
    'a5a946fc-1368-4e81-9f6c-0280f9ea5db9'],
  ['ledger', 'https://dev.azure.com/acme/shop/_git/ledger', 'Azure Repos',
    'b69a370d-2459-4f70-8a7d-117fe8d96ec8'],
];

/**
 * A second subaccount that is to build one of the same repositories, and has no job at all. Its credential has the same
 * name, as a credential's name is unique in a subaccount only.
 * @type {typeof ACME}
 */
const BETA = [
  ['orders', 'https://bitbucket.example.com/scm/shop/orders.git', 'Bitbucket Server',
    'c7ab281e-356a-4e6f-8b8e-2290e7bd7fd7', NO_JOBS],
];

const SUBACCOUNTS = {
  acme: { tenant: '3f6c1d52-8a4e-4b7f-9d03-5c2e7a91b840', repositories: ACME },
  beta: { tenant: '4a7d2e63-9b5f-4c80-8e14-6d3f8b02c951', repositories: BETA },
};

const BRANCHES = ['main', 'develop', 'release-2.4', 'release-2.3', 'release-2.2', 'hotfix'];

/**
 * Every repository names the credential 'webhook-credential', which is not there: as after an admin removed it because
 * its secret got lost. So it can be created again, by that name, and 'Select Credential' starts with none to select.
 * @param {Subaccount} subaccount
 * @returns {CicdState}
 */
export function initialCicdState(subaccount) {
  const { tenant, repositories } = SUBACCOUNTS[subaccount];
  return {
    tenant,
    repositories: repositories.map(([name, cloneUrl, type, uuid, differs]) => ({
      name,
      cloneUrl,
      cloneCredential: 'source-system',
      cloudConnectorCredential: '',
      hasReceiver: true,
      type,
      credential: 'webhook-credential',
      state: 'ON',
      webhookUrl: webhookUrl(type, tenant, uuid),
      accountUrl: accountUrl(type, tenant),
      jobs: [
        { name: `${name}-build`, state: 'ON', branch: 'main', pipeline: 'Cloud Application Programming' },
        { name: `${name}-release`, state: 'OFF', branch: 'release-2.4', pipeline: 'Cloud Foundry Environment' },
      ],
      timedTriggers: BRANCHES.flatMap((branch) => [
        { job: `${name}-build`, branch, schedule: 'Monday to Friday, 06:00 UTC' },
        { job: `${name}-release`, branch, schedule: 'Saturday, 22:30 UTC' },
      ]),
      ...differs,
    })),
    credentials: [
      { name: 'on-premise', description: 'Technical user behind the firewall', type: 'Basic Authentication' },
      { name: 'source-system', description: 'Technical user that clones', type: 'Basic Authentication' },
    ],
    secrets: new Map(),
  };
}

/** @param {string} type @param {string} tenant @param {string} uuid */
function webhookUrl(type, tenant, uuid) {
  return `${SERVICE}/v2/${EVENTS[type]}/tenant/${tenant}/webhook/${uuid}`;
}

/** The older address, one for all repositories of an account. @param {string} type @param {string} tenant */
function accountUrl(type, tenant) {
  return `${SERVICE}/v1/${EVENTS[type]}/account/${tenant}`;
}

/**
 * @param {{cicd: CicdState}} state looked at anew for every request, so that it can be replaced
 * @returns {import('express').Router} to be mounted at the root of a CI/CD host
 */
export function cicdApi(state) {
  const api = express.Router();
  api.use('/api', express.json());

  api.get('/api/repositories', (request, response) => {
    response.json(state.cicd.repositories);
  });

  api.get('/api/repositories/:name', (request, response) => {
    const repository = state.cicd.repositories.find(({ name }) => name === request.params.name);
    if (!repository) {
      response.status(404).json({ message: 'There is no repository of this name.' });
      return;
    }
    response.json(repository);
  });

  api.post('/api/repositories', (request, response) => {
    const { name, cloneUrl, cloneCredential, cloudConnectorCredential, ...receiver } = request.body ?? {};
    const { type, credential, state: onOrOff } = receiver;
    if (!name || !cloneUrl || (type && !(type in EVENTS))) {
      response.status(400).json({ message: 'A repository needs a name, a clone URL and a known source system.' });
      return;
    }
    if (state.cicd.repositories.some((repository) => repository.name === name)) {
      response.status(409).json({ message: 'A repository of this name exists already.' });
      return;
    }
    const { tenant } = state.cicd;
    const repository = {
      name,
      cloneUrl,
      cloneCredential,
      cloudConnectorCredential,
      hasReceiver: Boolean(type),
      type,
      credential,
      state: onOrOff,
      webhookUrl: type ? webhookUrl(type, tenant, randomUUID()) : '',
      accountUrl: type ? accountUrl(type, tenant) : '',
      jobs: [],
      timedTriggers: [],
    };
    state.cicd.repositories.push(repository);
    response.status(201).json(repository);
  });

  api.get('/api/credentials', (request, response) => {
    response.json(state.cicd.credentials);
  });

  // The secret itself, as only the oldest generation shows it again.
  api.get('/api/credentials/:name/secret', (request, response) => {
    response.json({ secret: state.cicd.secrets.get(request.params.name) ?? '' });
  });

  api.post('/api/credentials', (request, response) => {
    const { name, description, type, secret } = request.body ?? {};
    if (!/^[a-z0-9.-]{1,253}$/.test(name)) {
      response.status(400).json({ message: 'This name cannot be used.' });
      return;
    }
    if (state.cicd.credentials.some((credential) => credential.name === name)) {
      response.status(409).json({ message: 'A credential of this name exists already.' });
      return;
    }
    state.cicd.credentials.push({ name, description, type });
    if (secret) {
      state.cicd.secrets.set(name, secret);
    }
    response.status(201).json({ name, description, type });
  });

  return api;
}
