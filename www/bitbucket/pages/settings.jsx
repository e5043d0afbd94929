// The webhook settings of a repository or project: list, details and form. The form is the generation's own, the rest
// is shared.

import { useEffect, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { allWebhooks, oneWebhook, save } from './api.js';
import { HELP } from './help.js';
import { readPlace } from './place.js';
import { eventInWords, say } from './words.js';

/** How long after the page's own load its content appears, unless the address says `?delay=` milliseconds. */
const USUAL_DELAY = 150;

/**
 * @typedef {{
 *   stored?: import('./api.js').Webhook,
 *   place: import('./place.js').Place,
 *   onSubmit: (content: import('./api.js').WebhookContent) => Promise<import('./api.js').Problem[]>,
 * }} FormProperties
 */

/**
 * @param {(properties: FormProperties) => import('react').ReactNode} Form
 * @param {import('../../server/hosts.mjs').FormGeneration} generation
 */
export function showSettings(Form, generation) {
  const place = readPlace(window.location, generation);
  const delay = Number(new URLSearchParams(window.location.search).get('delay') ?? USUAL_DELAY);
  window.addEventListener('load', () => setTimeout(show, delay));

  function show() {
    const root = /** @type {HTMLElement} */ (document.getElementById('webhooks-app'));
    createRoot(root).render(<Settings place={place} isArchived={'archived' in root.dataset} Form={Form} />);
  }
}

function Settings({ place, isArchived, Form }) {
  const onSubmit = async (content) => {
    const problems = await save(place, content);
    if (problems.length === 0) window.location.assign(place.list);
    return problems;
  };
  const shared = { place, isArchived };
  // Where nothing can be changed, there is no form.
  const isForm = place.view === 'create' || place.view === 'edit';
  switch (isArchived && isForm ? 'list' : place.view) {
    case 'create':
      return <Form place={place} onSubmit={onSubmit} />;
    case 'edit':
      return <Loaded load={oneWebhook} place={place} show={(stored) => <Form {...{ place, onSubmit, stored }} />} />;
    case 'details':
      return <Loaded load={oneWebhook} place={place} show={(webhook) => <Details {...shared} webhook={webhook} />} />;
    default:
      return <Loaded load={allWebhooks} place={place} show={(webhooks) => <List {...shared} webhooks={webhooks} />} />;
  }
}

function Loaded({ load, place, show }) {
  const [state, setState] = useState({});
  useEffect(() => {
    load(place).then(
      (value) => setState({ value }),
      (failure) => setState({ failure }),
    );
  }, []);
  if (state.failure) return <p role="alert">{state.failure.message}</p>;
  return state.value ? show(state.value) : <p>{say('Loading…')}</p>;
}

const COLUMNS = ['Name', 'URL', 'Events', 'Level', 'Last response', 'Active', 'Actions'];

function List({ place, webhooks, isArchived }) {
  return (
    <>
      <div className="bb-title">
        <h2>{say('Webhooks')}</h2>
        {!isArchived && <a className="bb-button" href={place.create}>{say('Create webhook')}</a>}
      </div>
      <Introduction />
      <table className="bb-table">
        <thead>
          <tr>{COLUMNS.map((column) => <th key={column}>{say(column)}</th>)}</tr>
        </thead>
        <tbody>
          {webhooks.map((webhook) => <Row key={webhook.id} {...{ place, webhook, isArchived }} />)}
        </tbody>
      </table>
      {webhooks.length === 0 && <p>{say('There are no webhooks.')}</p>}
    </>
  );
}

function Row({ place, webhook, isArchived }) {
  // One of the project is shown and changed there.
  const isInherited = place.canInherit && webhook.scopeType === 'project';
  return (
    <tr>
      <td><a href={isInherited ? place.listOfProject : place.details(webhook.id)}>{webhook.name}</a></td>
      <td title={webhook.url}>{shortened(webhook.url)}</td>
      <td>{webhook.events.map(eventInWords).join(', ')}</td>
      <td>{say(webhook.scopeType === 'project' ? 'Project' : 'Repository')}</td>
      <td><LastResponse webhook={webhook} /></td>
      <td><Status active={webhook.active} /></td>
      <td>{!isArchived && !isInherited && <a href={place.edit(webhook.id)}>{say('Edit')}</a>}</td>
    </tr>
  );
}

function LastResponse({ webhook: { statistics: { lastSuccess, lastFailure, lastError } } }) {
  const all = [lastSuccess, lastFailure, lastError].filter(Boolean);
  const last = all.toSorted((one, other) => other.start - one.start)[0];
  return <span className="bb-lozenge">{last ? last.result.description : say('NEVER FIRED')}</span>;
}

function Details({ place, webhook, isArchived }) {
  return (
    <>
      <p><a href={place.list}>{say('Back to webhooks')}</a></p>
      <div className="bb-title">
        <h2>{webhook.name}</h2>
        {!isArchived && <a className="bb-button" href={place.edit(webhook.id)}>{say('Edit')}</a>}
      </div>
      <dl className="bb-facts">
        <dt>{say('URL')}</dt><dd>{webhook.url}</dd>
        <dt>{say('Status')}</dt><dd><Status active={webhook.active} /></dd>
        <dt>{say('Events')}</dt><dd>{webhook.events.map(eventInWords).join(', ')}</dd>
        <dt>{say('Last response')}</dt><dd><LastResponse webhook={webhook} /></dd>
      </dl>
    </>
  );
}

function Status({ active }) {
  return active ? (
    <span className="bb-lozenge bb-lozenge-active">{say('ACTIVE')}</span>
  ) : (
    <span className="bb-lozenge">{say('INACTIVE')}</span>
  );
}

const WHAT_IT_IS =
  'A webhook tells another server when something happens in this repository, a build server for instance.';

export function Introduction() {
  return (
    <p>
      {say(WHAT_IT_IS)}{' '}
      <a href={HELP.webhooks} target="_blank" rel="noreferrer">{say('Learn more about webhooks')}</a>
    </p>
  );
}

/** @param {string} url */
const shortened = (url) => (url.length > 40 ? `${url.slice(0, 39)}…` : url);
