// The form as Bitbucket 8.19 to 10 shows it: Atlaskit on React, labels above, a masked secret.
//
// What is saved is the form library's own state, never the elements of the page: text that was put into an element
// without the library noticing is shown, and is not saved.

import { useState } from 'react';
import Button, { LinkButton } from '@atlaskit/button/new';
import Checkbox from '@atlaskit/checkbox';
import Form, {
  CheckboxField, ErrorMessage, Field, Fieldset, FormFooter, HelperMessage, RequiredAsterisk, useFormState,
} from '@atlaskit/form';
import Select from '@atlaskit/select';
import Textfield from '@atlaskit/textfield';
import './current.css';
import { eventGroups, PUSH } from '../events.mjs';
import { HELP } from './help.js';
import { Introduction, showSettings } from './settings.jsx';
import { say } from './words.js';

showSettings(CurrentForm, 'current');

const NO_AUTHENTICATION = { label: say('None'), value: 'none' };
const BASIC_AUTHENTICATION = { label: say('Basic'), value: 'basic' };

/** The field below which the server's complaint about a part of the webhook is shown; below the events, for others. */
const FIELD_OF = { name: 'name', url: 'url', configuration: 'secret' };

/** @param {import('./settings.jsx').FormProperties} properties */
function CurrentForm({ stored, place, onSubmit }) {
  const [otherProblems, setOtherProblems] = useState([]);

  const submit = async (values) => {
    const problems = await onSubmit(contentOf(values));
    const isOfField = ({ context }) => context in FIELD_OF;
    setOtherProblems(problems.filter((problem) => !isOfField(problem)));
    return Object.fromEntries(problems.filter(isOfField).map(({ context, message }) => [FIELD_OF[context], message]));
  };

  return (
    <div className="webhook-form">
      <p><a href={place.list}>{say('Back to webhooks')}</a></p>
      <h2>{say(stored ? 'Edit webhook' : 'Create webhook')}</h2>
      <Introduction />
      <Form onSubmit={submit}>
        {({ formProps, submitting }) => (
          <form {...formProps} autoComplete="off">
            <div className="webhook-narrow">
              <NameField stored={stored} />
              <UrlField stored={stored} />
              <GroupedBox
                group={say('Status')}
                label={say('Active')}
                name="active"
                checked={stored?.active ?? true}
              />
              <SecretField />
              <Authentication stored={stored} />
              <GroupedBox
                group={say('SSL/TLS')}
                label={say('Skip certificate verification')}
                name="skipVerification"
                checked={stored ? !stored.sslVerificationRequired : false}
              />
              <TestConnection />
            </div>
            <Events chosen={stored?.events ?? [PUSH]} />
            {otherProblems.map(({ message }) => <ErrorMessage key={message}>{message}</ErrorMessage>)}
            <FormFooter align="start">
              <Button type="submit" appearance="primary" isLoading={submitting}>
                {say(stored ? 'Save' : 'Create')}
              </Button>
              <LinkButton appearance="subtle" href={place.list}>{say('Cancel')}</LinkButton>
            </FormFooter>
          </form>
        )}
      </Form>
    </div>
  );
}

/** @type {(values: Record<string, any>) => import('./api.js').WebhookContent} */
function contentOf({ name, url, active, secret, authentication, username, password, skipVerification, events }) {
  return {
    name,
    url,
    active,
    events,
    configuration: secret ? { secret } : {},
    sslVerificationRequired: !skipVerification,
    ...(authentication.value === 'basic' ? { credentials: { username, password } } : {}),
  };
}

function NameField({ stored }) {
  return (
    <Field name="name" label={say('Name')} isRequired defaultValue={stored?.name ?? ''}>
      {({ fieldProps, error }) => (
        <>
          <Textfield {...fieldProps} />
          {error && <ErrorMessage>{error}</ErrorMessage>}
        </>
      )}
    </Field>
  );
}

function UrlField({ stored }) {
  return (
    <Field name="url" label={say('URL')} isRequired defaultValue={stored?.url ?? ''}>
      {({ fieldProps, error }) => (
        <>
          <Textfield {...fieldProps} />
          <HelperMessage>
            {say('The URL may contain variables.')} <Link to={HELP.variables}>{say('Learn more')}</Link>
          </HelperMessage>
          {/^http:/i.test(fieldProps.value) && (
            <HelperMessage>{say('⚠ URL is insecure. Choose one that begins with https.')}</HelperMessage>
          )}
          {error && <ErrorMessage>{error}</ErrorMessage>}
        </>
      )}
    </Field>
  );
}

function SecretField() {
  return (
    <Field name="secret" label={say('Secret')} defaultValue="">
      {({ fieldProps, error }) => (
        <>
          <Textfield {...fieldProps} type="password" />
          <HelperMessage>
            {say('Lets your server check that a request really comes from Bitbucket.')}{' '}
            <Link to={HELP.secrets}>{say('Learn more')}</Link>
          </HelperMessage>
          {error && <ErrorMessage>{error}</ErrorMessage>}
        </>
      )}
    </Field>
  );
}

/** A box whose field has a label of its own, above: the library then gives the box two labels. */
function GroupedBox({ group, label, name, checked }) {
  return (
    <CheckboxField name={name} label={group} defaultIsChecked={checked}>
      {({ fieldProps }) => <Checkbox {...fieldProps} label={label} />}
    </CheckboxField>
  );
}

function Authentication({ stored }) {
  const chosen = useFormState({ values: true })?.values.authentication;
  return (
    <>
      <Field
        name="authentication"
        label={say('Authentication')}
        defaultValue={stored?.credentials ? BASIC_AUTHENTICATION : NO_AUTHENTICATION}
      >
        {({ fieldProps: { id, ...fieldProps } }) => (
          <Select
            {...fieldProps}
            inputId={id}
            options={[NO_AUTHENTICATION, BASIC_AUTHENTICATION]}
            isSearchable={false}
          />
        )}
      </Field>
      {chosen?.value === 'basic' && (
        <>
          <Field name="username" label={say('Username')} isRequired defaultValue={stored?.credentials?.username ?? ''}>
            {({ fieldProps }) => <Textfield {...fieldProps} />}
          </Field>
          <Field name="password" label={say('Password')} isRequired defaultValue="">
            {({ fieldProps }) => <Textfield {...fieldProps} type="password" />}
          </Field>
        </>
      )}
    </>
  );
}

function TestConnection() {
  const [tested, setTested] = useState(false);
  return (
    <div className="webhook-test">
      <Button onClick={() => setTested(true)}>{say('Test connection')}</Button>
      {tested && <HelperMessage>{say('The practice site sends nothing to other servers.')}</HelperMessage>}
    </div>
  );
}

function Events({ chosen }) {
  return (
    <Fieldset legend={<>{say('Events')}<RequiredAsterisk /></>}>
      {eventGroups('current').map((group) => (
        <div key={group.title}>
          <h3>{say(group.title)} <Link to={HELP.payloads(group.payloads)}>{say('View payloads')}</Link></h3>
          <div className="webhook-events">
            {group.events.map((event) => (
              <EventBox key={event.key} event={event} checked={chosen.includes(event.key)} />
            ))}
          </div>
        </div>
      ))}
    </Fieldset>
  );
}

function EventBox({ event, checked }) {
  return (
    <CheckboxField name="events" value={event.key} defaultIsChecked={checked}>
      {({ fieldProps }) => (
        <>
          <Checkbox {...fieldProps} label={say(event.label)} />
          <div className="webhook-event-help"><HelperMessage>{say(event.help)}</HelperMessage></div>
        </>
      )}
    </CheckboxField>
  );
}

const Link = ({ to, children }) => <a href={to} target="_blank" rel="noreferrer">{children}</a>;
