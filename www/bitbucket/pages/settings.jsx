// The webhook settings of a repository: list, details and form. The form is the generation's own, the rest is shared.

import { useEffect, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { eventInWords } from '../events.mjs';
import { allWebhooks, oneWebhook, save } from './api.js';
import { HELP } from './help.js';
import { readPlace } from './place.js';

/** How long after the page's own load its content appears, unless the address says `?delay=` milliseconds. */
const USUAL_DELAY = 150;

/**
 * @typedef {{
 *   stored?: import('./api.js').Webhook,
 *   place: import('./place.js').Place,
 *   onSubmit: (content: import('./api.js').WebhookContent) => Promise<import('./api.js').Problem[]>,
 * }} FormProperties
 */

/** @param {(properties: FormProperties) => import('react').ReactNode} Form */
export function showSettings(Form) {
  const place = readPlace(window.location);
  const delay = Number(new URLSearchParams(window.location.search).get('delay') ?? USUAL_DELAY);
  window.addEventListener('load', () => setTimeout(show, delay));

  function show() {
    const root = /** @type {HTMLElement} */ (document.getElementById('webhooks-app'));
    createRoot(root).render(<Settings place={place} Form={Form} />);
  }
}

function Settings({ place, Form }) {
  const onSubmit = async (content) => {
    const problems = await save(place, content);
    if (problems.length === 0) window.location.assign(place.list);
    return problems;
  };
  switch (place.view) {
    case 'create':
      return <Form place={place} onSubmit={onSubmit} />;
    case 'edit':
      return <Loaded load={oneWebhook} place={place} show={(stored) => <Form {...{ place, onSubmit, stored }} />} />;
    case 'details':
      return <Loaded load={oneWebhook} place={place} show={(webhook) => <Details {...{ place, webhook }} />} />;
    default:
      return <Loaded load={allWebhooks} place={place} show={(webhooks) => <List {...{ place, webhooks }} />} />;
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
  return state.value ? show(state.value) : <p>Loading…</p>;
}

function List({ place, webhooks }) {
  return (
    <>
      <div className="bb-title">
        <h2>Webhooks</h2>
        <a className="bb-button" href={place.create}>Create webhook</a>
      </div>
      <Introduction />
      <table className="bb-table">
        <thead>
          <tr>
            <th>Name</th><th>URL</th><th>Events</th><th>Level</th><th>Last response</th><th>Active</th><th>Actions</th>
          </tr>
        </thead>
        <tbody>
          {webhooks.map((webhook) => (
            <tr key={webhook.id}>
              <td><a href={place.details(webhook.id)}>{webhook.name}</a></td>
              <td title={webhook.url}>{shortened(webhook.url)}</td>
              <td>{webhook.events.map(eventInWords).join(', ')}</td>
              <td>Repository</td>
              <td><span className="bb-lozenge">NEVER FIRED</span></td>
              <td><Status active={webhook.active} /></td>
              <td><a href={place.edit(webhook.id)}>Edit</a></td>
            </tr>
          ))}
        </tbody>
      </table>
      {webhooks.length === 0 && <p>This repository has no webhooks.</p>}
    </>
  );
}

function Details({ place, webhook }) {
  return (
    <>
      <p><a href={place.list}>Back to webhooks</a></p>
      <div className="bb-title">
        <h2>{webhook.name}</h2>
        <a className="bb-button" href={place.edit(webhook.id)}>Edit</a>
      </div>
      <dl className="bb-facts">
        <dt>URL</dt><dd>{webhook.url}</dd>
        <dt>Status</dt><dd><Status active={webhook.active} /></dd>
        <dt>Events</dt><dd>{webhook.events.map(eventInWords).join(', ')}</dd>
        <dt>Last response</dt><dd><span className="bb-lozenge">NEVER FIRED</span></dd>
      </dl>
    </>
  );
}

function Status({ active }) {
  return active ? (
    <span className="bb-lozenge bb-lozenge-active">ACTIVE</span>
  ) : (
    <span className="bb-lozenge">INACTIVE</span>
  );
}

export function Introduction() {
  return (
    <p>
      A webhook tells another server when something happens in this repository, a build server for instance.{' '}
      <a href={HELP.webhooks} target="_blank" rel="noreferrer">Learn more about webhooks</a>
    </p>
  );
}

/** @param {string} url */
const shortened = (url) => (url.length > 40 ? `${url.slice(0, 39)}…` : url);
