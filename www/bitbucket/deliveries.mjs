// What Bitbucket remembers of the events that it has sent. Nothing is really sent from here: a test says what came of
// it.
//
// Members as in Atlassian's document (9.4) and in public clients. What stands in a result differs among versions.

/** @typedef {'SUCCESS' | 'FAILURE' | 'ERROR'} Outcome */
/**
 * What came back: a status of HTTP, or the reason why nothing did; and when it was sent, if not now.
 * @typedef {({status: number} | {error: string}) & {at?: number}} Answered
 */
/**
 * @typedef {{
 *   id: number, event: string, eventScope: {id: string, type: 'repository' | 'project'},
 *   duration: number, start: number, finish: number, request: {method: 'POST', url: string},
 *   result: {outcome: Outcome, description: string, statusCode?: number},
 * }} Invocation
 */

/** How long each took, in milliseconds. */
const DURATION = 120;
/** The time that is counted: a day. */
const WINDOW = 24 * 60 * 60 * 1000;

export class Deliveries {
  #nextId = 1;
  /** @type {Map<number, Invocation[]>} by webhook, the latest last */
  #invocations = new Map();

  clear() {
    this.#invocations.clear();
    this.#nextId = 1;
  }

  /** @param {{saysStatus: boolean}} version whether a result has its status as a number, too */
  constructor({ saysStatus }) {
    this.saysStatus = saysStatus;
  }

  /**
   * @param {{id: number, url: string}} webhook @param {string} event
   * @param {Invocation['eventScope']} eventScope @param {Answered} answered
   */
  record({ id, url }, event, eventScope, answered) {
    const start = answered.at ?? Date.now();
    const invocation = {
      id: this.#nextId++, event, eventScope, duration: DURATION, start, finish: start + DURATION,
      request: { method: /** @type {const} */ ('POST'), url },
      result: resultOf(answered, this.saysStatus),
    };
    this.#invocations.set(id, [...(this.#invocations.get(id) ?? []), invocation]);
  }

  /** @type {(id: number, filter?: {event?: unknown, outcome?: unknown}) => Invocation | undefined} */
  latest(id, { event, outcome } = {}) {
    const fits = (/** @type {Invocation} */ invocation) =>
      (!event || invocation.event === event) && (!outcome || invocation.result.outcome === outcome);
    return this.#invocations.get(id)?.findLast(fits);
  }

  /** @type {(id: number, filter?: {event?: unknown}) => object} */
  statistics(id, { event } = {}) {
    const start = Date.now() - WINDOW;
    const recent = (this.#invocations.get(id) ?? []).filter(
      (invocation) => (!event || invocation.event === event) && invocation.start >= start,
    );
    const count = (/** @type {Outcome} */ outcome) =>
      recent.filter(({ result }) => result.outcome === outcome).length;
    return {
      lastSuccess: this.latest(id, { event, outcome: 'SUCCESS' }),
      lastFailure: this.latest(id, { event, outcome: 'FAILURE' }),
      lastError: this.latest(id, { event, outcome: 'ERROR' }),
      counts: {
        errors: count('ERROR'), failures: count('FAILURE'), successes: count('SUCCESS'),
        window: { start, duration: WINDOW },
      },
    };
  }
}

/** @type {(answered: Answered, saysStatus: boolean) => Invocation['result']} */
function resultOf(answered, saysStatus) {
  if ('error' in answered) return { outcome: 'ERROR', description: answered.error };
  const { status } = answered;
  const isSuccess = status >= 200 && status < 300;
  /** @type {Outcome} */
  const outcome = isSuccess ? 'SUCCESS' : 'FAILURE';
  return { outcome, description: String(status), ...(saysStatus ? { statusCode: status } : {}) };
}
