// The form as Bitbucket 5.4 to 7 shows it: AUI, labels at the left, a readable secret, a toggle for Active.
//
// The page reads the form's own elements when it is saved, as pages of that time did; only the toggle is asked for its
// state.

import { useId, useRef, useState } from 'react';
import './jquery.js';
import '@atlassian/aui';
import '@atlassian/aui/dist/aui/aui-prototyping.css';
import './classic.css';
import { eventGroups, PUSH } from '../events.mjs';
import { HELP } from './help.js';
import { showSettings } from './settings.jsx';
import { say } from './words.js';

showSettings(ClassicForm, 'classic');

/** @param {import('./settings.jsx').FormProperties} properties */
function ClassicForm({ stored, place, onSubmit }) {
  const [problems, setProblems] = useState([]);
  const [tested, setTested] = useState(false);
  const toggle = useRef(null);
  const toggleId = useId();

  const submit = async (event) => {
    event.preventDefault();
    setProblems(await onSubmit(contentOf(new FormData(event.target), toggle.current)));
  };

  return (
    <form className="aui webhook-form" noValidate autoComplete="off" onSubmit={submit}>
      <h2>{say(stored ? 'Edit webhook' : 'Create webhook')}</h2>
      <Problems of={null} among={problems} />
      <TextField label="Name" name="name" required initial={stored?.name} problems={problems} />
      <TextField label="URL" name="url" required initial={stored?.url} problems={problems} />
      <TextField label="Secret" name="configuration" problems={problems}>
        {say('Lets your server check that a request really comes from Bitbucket.')}{' '}
        <Link to={HELP.secrets}>{say('Learn more')}</Link>
      </TextField>
      <div className="field-group">
        <label>{say('Configuration')}</label>
        <button type="button" className="aui-button" onClick={() => setTested(true)}>{say('Test connection')}</button>
        {tested && <div className="description">{say('The practice site sends nothing to other servers.')}</div>}
      </div>
      <fieldset className="group">
        <legend><span>{say('Events')}<Required /></span></legend>
        <div className="webhook-events">
          {eventGroups('classic').map((group) => (
            <EventColumn key={group.title} group={group} chosen={stored?.events ?? [PUSH]} />
          ))}
        </div>
        <Problems of="events" among={problems} />
      </fieldset>
      <div className="field-group">
        <aui-label for={toggleId}>{say('Active')}</aui-label>
        <aui-toggle
          ref={toggle}
          id={toggleId}
          label={say('Active')}
          checked={(stored?.active ?? true) ? '' : undefined}
        />
      </div>
      <div className="buttons-container">
        <div className="buttons">
          <button type="submit" className="aui-button aui-button-primary">{say('Save')}</button>
          <a className="cancel" href={place.list}>{say('Cancel')}</a>
        </div>
      </div>
    </form>
  );
}

/** @type {(form: FormData, toggle: any) => import('./api.js').WebhookContent} */
function contentOf(form, toggle) {
  const secret = String(form.get('configuration'));
  return {
    name: String(form.get('name')),
    url: String(form.get('url')),
    active: toggle.checked,
    events: form.getAll('events').map(String),
    configuration: secret === '' ? {} : { secret },
    sslVerificationRequired: true,
  };
}

function TextField({ label, name, required = false, initial = '', problems, children = null }) {
  const id = useId();
  return (
    <div className="field-group">
      <label htmlFor={id}>{say(label)}{required && <Required />}</label>
      <input type="text" className="text" id={id} name={name} defaultValue={initial} />
      {children && <div className="description">{children}</div>}
      <Problems of={name} among={problems} />
    </div>
  );
}

function EventColumn({ group, chosen }) {
  return (
    <div className="webhook-event-column">
      <div className="webhook-event-title">
        <strong>{say(group.title)}</strong> <Link to={HELP.payloads(group.payloads)}>{say('View payloads')}</Link>
      </div>
      {group.events.map((event) => <EventBox key={event.key} event={event} chosen={chosen} />)}
    </div>
  );
}

function EventBox({ event, chosen }) {
  const id = useId();
  return (
    <div className="checkbox">
      <input
        type="checkbox"
        className="checkbox"
        id={id}
        name="events"
        value={event.key}
        defaultChecked={chosen.includes(event.key)}
      />
      <label htmlFor={id}>{say(event.label)}</label>
      <div className="description">{say(event.help)}</div>
    </div>
  );
}

function Problems({ of, among }) {
  const mine = among.filter(({ context }) => context === of);
  return mine.map(({ message }) => <div key={message} className="error" role="alert">{message}</div>);
}

const Required = () => <span className="aui-icon icon-required">{say('(required)')}</span>;

const Link = ({ to, children }) => <a href={to} target="_blank" rel="noreferrer">{children}</a>;
