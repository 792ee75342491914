import type { FailureJson } from '../failures/failure-json.ts';
import type { Severity } from '../failures/failure-kind.ts';
import type { TelemetryEvent } from './telemetry-event.ts';

/** The severity of an event. An event about a failure has the severity of the failure. */
export function severityOf(event: TelemetryEvent): Severity {
  if (event.type === 'incident.opened') return event.severity;
  if ('failure' in event && event.failure) {
    // Another attempt follows, so the call has not failed yet.
    const willRetry = event.type === 'attempt.settled' && event.delayMs !== undefined;
    return willRetry ? 'info' : event.failure.severity;
  }
  switch (event.type) {
    case 'circuit.changed':
      return event.state === 'closed' ? 'info' : 'warning';
    case 'endpoint.changed':
      return event.state === 'in' ? 'info' : 'warning';
    case 'restart.changed':
      return event.state === 'given-up' ? 'warning' : 'info';
    case 'budget.changed':
      return event.step === 'refused' || event.step === 'threshold' ? 'warning' : 'debug';
    case 'incident.closed':
    case 'connectivity.changed':
      return 'info';
    default:
      return 'debug';
  }
}

/** One line about an event for a human: the operation or the part, what happened, and how it ended. */
export function describeEvent(event: TelemetryEvent): string {
  const incident = event.incidentId === undefined ? '' : ` [${event.incidentId}]`;
  return `${sentence(event)}${incident}`;
}

function sentence(event: TelemetryEvent): string {
  switch (event.type) {
    case 'operation.started':
      return `${event.operation} started`;
    case 'operation.settled': {
      const why = event.notResumed ? `, not resumed: ${event.notResumed}` : '';
      const times = event.count === undefined ? '' : `, ${event.count} times`;
      return `${event.operation} is ${event.outcome} after ${ms(event.durationMs)}${times}${because(event.failure)}${why}`;
    }
    case 'attempt.settled': {
      const end = event.failure ? 'failed' : 'succeeded';
      const why = event.notRetried ? `, not again: ${event.notRetried}` : '';
      const next = event.delayMs === undefined ? why : `, again in ${ms(event.delayMs)}`;
      return `${event.name} attempt ${event.attempt} ${end} after ${ms(event.durationMs)}${because(event.failure)}${next}`;
    }
    case 'circuit.changed':
      return `${event.name} circuit is ${event.state}`;
    case 'budget.changed':
      return `${event.owner} budget ${event.step} ${event.micros} µ, ${Math.round(event.share * 100)} % used`;
    case 'endpoint.changed':
      return `${event.url} is ${event.state}`;
    case 'incident.opened':
      return `${event.name} is in trouble: ${event.code}`;
    case 'incident.closed': {
      const end = event.recovered ? 'recovered' : 'was given up';
      return `${event.name} ${end} after ${ms(event.durationMs)} and ${event.failures} failures: ${event.code}`;
    }
    case 'outbox.changed':
      return `${event.operation} ${event.entryId} is ${event.state}${because(event.failure)}`;
    case 'outbox.held':
      return `${event.operation} ${event.entryId} waits: ${event.waitsFor}`;
    case 'outbox.burst':
      return `${event.sender} sent ${event.sent} entries, having waited ${ms(event.waitedMs)}`;
    case 'storage.damaged':
      return `${event.database} has ${event.rows} rows lost or set aside${because(event.failure)}`;
    case 'render.uncaught':
      return `Nothing caught what broke while rendering${because(event.failure)}`;
    case 'render.recovered':
      return `React rendered again and goes on${because(event.failure)}`;
    case 'boundary.caught':
      return `${event.boundary} caught what broke inside${because(event.failure)}`;
    case 'handler.caught':
      return `${event.handler} failed, ${ROUTES[event.route]}${because(event.failure)}`;
    case 'draft.changed':
      return `${event.draft} draft is ${event.state}${because(event.failure)}`;
    case 'connectivity.changed':
      return `The way to the server is ${event.state}`;
    case 'restart.changed': {
      const { what, name, attempt } = event;
      if (event.state === 'healthy') return `The ${what} ${name} works again`;
      if (event.state === 'given-up') {
        return `The ${what} ${name} stays down after ${attempt} restarts`;
      }
      const wait = event.delayMs === undefined ? '' : ` in ${ms(event.delayMs)}`;
      return `The ${what} ${name} is restarted${wait}, attempt ${attempt}`;
    }
  }
}

const ROUTES = {
  notification: 'and a notification says so',
  inline: 'and it is shown in place',
  boundary: 'and a boundary shows it',
  gone: 'after its component had left the page',
};

const ms = (value: number): string => `${Math.round(value)} ms`;
const because = (failure: FailureJson | undefined): string =>
  failure ? ` (${failure.code} ${failure.number})` : '';
