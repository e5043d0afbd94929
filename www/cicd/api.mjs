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
 * @property {string} type the source system of the webhook event receiver, "" where the repository has none
 * @property {string} credential name of the webhook credential
 * @property {"ON" | "OFF"} state of the webhook event receiver
 * @property {string} webhookUrl
 * @property {Job[]} jobs
 * @property {TimedTrigger[]} timedTriggers
 * @typedef {{name: string, description: string, type: string}} Credential
 * @typedef {object} CicdState
 * @property {Repository[]} repositories
 * @property {Credential[]} credentials
 * @property {Map<string, string>} secrets by the credential's name; no answer ever carries one
 */
import { randomUUID } from 'node:crypto';
import express from 'express';

const TENANT = '3f6c1d52-8a4e-4b7f-9d03-5c2e7a91b840';
const SERVICE = 'https://cicd-service.cfapps.eu10.hana.ondemand.com/v2';

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

/**
 * Name, clone address, source system and the last part of the webhook address of every repository at the start. The
 * last part is fixed, so that what is recorded from these pages does not change from one recording to the next.
 */
const REPOSITORIES = [
  ['orders', 'https://bitbucket.example.com/scm/shop/orders.git', 'Bitbucket Server',
    '0b9a4c1e-6d27-4f83-a5b1-92e0c7d4f318'],
  ['catalog', 'https://classic.example.com/bitbucket/scm/shop/catalog.git', 'Bitbucket Server',
    '1c8b5d2f-7e36-4094-b6c2-83f1d8e5a429'],
  ['checkout', 'ssh://git@bitbucket.example.com:7999/shop/checkout.git', 'Bitbucket Server',
    '2d7c6e30-8f45-41a5-87d3-74a2e9f6b53a'],
  ['notes', 'http://bitbucket.example.com:7990/scm/~jdoe/notes.git', 'Bitbucket Server',
    '3e6d7f41-9054-42b6-98e4-65b3fa07c64b'],
  ['storefront', 'https://github.com/acme/storefront.git', 'GitHub',
    '4f5e8052-a163-43c7-a9f5-56c40b18d75c'],
];

const BRANCHES = ['main', 'develop', 'release-2.4', 'release-2.3', 'release-2.2', 'hotfix'];

/**
 * Every repository names the credential 'webhook-credential', which is not there: as after an admin removed it because
 * its secret got lost. So it can be created again, by that name, and 'Select Credential' starts with none to select.
 * @returns {CicdState}
 */
export function initialCicdState() {
  return {
    repositories: REPOSITORIES.map(([name, cloneUrl, type, uuid]) => ({
      name,
      cloneUrl,
      cloneCredential: 'source-system',
      cloudConnectorCredential: '',
      type,
      credential: 'webhook-credential',
      state: name === SWITCHED_OFF ? 'OFF' : 'ON',
      webhookUrl: webhookUrl(type, uuid),
      jobs: [
        { name: `${name}-build`, state: 'ON', branch: 'main', pipeline: 'Cloud Application Programming' },
        { name: `${name}-release`, state: 'OFF', branch: 'release-2.4', pipeline: 'Cloud Foundry Environment' },
      ],
      timedTriggers: BRANCHES.flatMap((branch) => [
        { job: `${name}-build`, branch, schedule: 'Monday to Friday, 06:00 UTC' },
        { job: `${name}-release`, branch, schedule: 'Saturday, 22:30 UTC' },
      ]),
    })),
    credentials: [
      { name: 'source-system', description: 'Technical user that clones', type: 'Basic Authentication' },
    ],
    secrets: new Map(),
  };
}

/** The repository whose events are received and start nothing. */
const SWITCHED_OFF = 'checkout';

/** @param {string} type @param {string} uuid */
function webhookUrl(type, uuid) {
  return `${SERVICE}/${EVENTS[type]}/tenant/${TENANT}/webhook/${uuid}`;
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
    const repository = {
      name,
      cloneUrl,
      cloneCredential,
      cloudConnectorCredential,
      type,
      credential,
      state: onOrOff,
      webhookUrl: type ? webhookUrl(type, randomUUID()) : '',
      jobs: [],
      timedTriggers: [],
    };
    state.cicd.repositories.push(repository);
    response.status(201).json(repository);
  });

  api.get('/api/credentials', (request, response) => {
    response.json(state.cicd.credentials);
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
