import { Failure } from '@holdfast/core';
import { NETWORK_FAILED } from '@holdfast/core/failures';
import type { TelemetryEvent } from '@holdfast/core/telemetry';
import { expect, it } from 'vitest';
import { isTime, parseEvent } from './parse-event.ts';

type EventOf<T extends TelemetryEvent['type']> = Required<
  Omit<Extract<TelemetryEvent, { readonly type: T }>, 'type' | 'at' | 'incidentId'>
>;

const failure = new Failure(NETWORK_FAILED, { incidentId: 'i-1' }).toJSON();

/** Every member of every type. */
const WHOLE: { readonly [T in TelemetryEvent['type']]: EventOf<T> } = {
  'operation.started': { operation: 'note.list', kind: 'read' },
  'operation.settled': {
    ...{ operation: 'note.list', outcome: 'failed', durationMs: 12.5, count: 3 },
    ...{ failure, notResumed: 'not-retryable' },
  },
  'attempt.settled': {
    ...{ name: 'note.list', attempt: 1, durationMs: 3, failure, delayMs: 200 },
    notRetried: 'attempts',
  },
  'circuit.changed': { name: 'api', state: 'half-open' },
  'budget.changed': { owner: 'ann', step: 'reserved', micros: 40, share: 0.5 },
  'endpoint.changed': { url: 'https://api.example', state: 'ejected' },
  'incident.opened': { name: 'note.list', code: 'NETWORK_FAILED', severity: 'warning' },
  'incident.closed': {
    ...{ name: 'note.list', code: 'NETWORK_FAILED', recovered: false },
    ...{ durationMs: 0, failures: 4 },
  },
  'outbox.changed': { entryId: 'e1', operation: 'note.add', state: 'dead', failure },
  'outbox.held': { entryId: 'e1', operation: 'note.add', waitsFor: 'lane' },
  'outbox.burst': { sender: 'tab', epoch: 2, sent: 3, waitedMs: 4 },
  'storage.damaged': { database: 'outbox', rows: 2, failure },
  'render.uncaught': { failure },
  'render.recovered': { failure },
  'boundary.caught': { boundary: 'scene', failure },
  'handler.caught': { handler: 'save', route: 'inline', failure },
  'draft.changed': { draft: 'form', state: 'failed', failure },
  'connectivity.changed': { state: 'offline' },
  'restart.changed': {
    ...{ what: 'worker', name: 'sparks', state: 'restarting', attempt: 1, delayMs: 400 },
  },
};

/** The members that an event of the type may lack. */
const OPTIONAL: Partial<Record<TelemetryEvent['type'], readonly string[]>> = {
  'operation.started': ['kind'],
  'operation.settled': ['count', 'failure', 'notResumed'],
  'attempt.settled': ['failure', 'delayMs', 'notRetried'],
  'outbox.changed': ['failure'],
  'draft.changed': ['failure'],
  'restart.changed': ['delayMs'],
};

const events = Object.entries(WHOLE).map(([type, members]) => ({
  ...{ type: type as TelemetryEvent['type'], at: 1_700_000_000_000, ...members },
  ...{ incidentId: 'i-1', release: '1.2.3', session: 's-1' },
}));

/** A value that no member of this kind can have. */
const wrongOf = (value: unknown): unknown => {
  if (typeof value === 'number') return Number.NaN;
  return typeof value === 'string' ? 7 : 'no';
};

it.each(events)('an event of type $type is read with all its members', (event) => {
  expect(parseEvent(event)).toEqual(event);
});

it.each(events)('an event of type $type is read without what it may lack', (event) => {
  const optional = [...(OPTIONAL[event.type] ?? []), 'incidentId', 'release', 'session'];
  const rest = Object.fromEntries(
    Object.entries(event).filter(([member]) => !optional.includes(member)),
  );
  expect(parseEvent(rest)).toEqual(rest);
});

it.each(events)('an event of type $type is refused by the name of its missing member', (event) => {
  const optional = [...(OPTIONAL[event.type] ?? []), 'incidentId', 'release', 'session'];
  const needed = Object.keys(event).filter((member) => !optional.includes(member));
  const named = needed.map((member) => parseEvent({ ...event, [member]: undefined }));
  expect(named).toEqual(needed);
});

it.each(events)('an event of type $type is refused by the name of its wrong member', (event) => {
  const given = Object.entries(event);
  const named = given.map(([member, value]) => parseEvent({ ...event, [member]: wrongOf(value) }));
  expect(named).toEqual(given.map(([member]) => member));
});

it.each([undefined, null, 7, 'text', [], {}, { type: 'toString', at: 1 }, { type: 'no', at: 1 }])(
  'a value that is no event is refused by its type: %j',
  (value) => expect(parseEvent(value)).toBe('type'),
);

it('an event keeps no member that its type does not have', () => {
  const event = { type: 'connectivity.changed', at: 1, state: 'online' } as const;
  expect(parseEvent({ ...event, password: 'secret', operation: 'note.list' })).toEqual(event);
});

it('a text of 500 characters is read, and a longer one is refused', () => {
  const event = { type: 'connectivity.changed', at: 1, state: 'x'.repeat(500) };
  expect(parseEvent(event)).toEqual(event);
  expect(parseEvent({ ...event, state: 'x'.repeat(501) })).toBe('state');
});

it('a time is one that a date can hold', () => {
  const times = [0, -1, 8.64e15, -8.64e15];
  const others = [8.64e15 + 1, -8.64e15 - 1, Number.NaN, Infinity, '1', null];
  expect(times.map(isTime)).toEqual(times.map(() => true));
  expect(others.map(isTime)).toEqual(others.map(() => false));
});
