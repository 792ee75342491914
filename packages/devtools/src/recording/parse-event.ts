import { parseFailure } from '@holdfast/core/parts';
import type { TelemetryEvent } from '@holdfast/core/telemetry';

type Read = (value: unknown) => unknown;

const text: Read = (value) =>
  typeof value === 'string' && value.length <= 500 ? value : undefined;
const figure: Read = (value) => (Number.isFinite(value) ? value : undefined);
const flag: Read = (value) => (typeof value === 'boolean' ? value : undefined);
const failure: Read = (value) => parseFailure(value)?.toJSON();

/** The members of each type besides its time and its incident. A name with `?` may be absent. */
const MEMBERS: { readonly [T in TelemetryEvent['type']]: string } = {
  'operation.started': 'operation kind?',
  'operation.settled': 'operation outcome durationMs count? failure? notResumed?',
  'attempt.settled': 'name attempt durationMs failure? delayMs? notRetried?',
  'circuit.changed': 'name state',
  'budget.changed': 'owner step micros share',
  'endpoint.changed': 'url state',
  'incident.opened': 'name code severity',
  'incident.closed': 'name code recovered durationMs failures',
  'outbox.changed': 'entryId operation state failure?',
  'outbox.held': 'entryId operation waitsFor',
  'outbox.burst': 'sender epoch sent waitedMs',
  'storage.damaged': 'database rows failure',
  'render.uncaught': 'failure',
  'render.recovered': 'failure',
  'boundary.caught': 'boundary failure',
  'handler.caught': 'handler route failure',
  'draft.changed': 'draft state failure?',
  'connectivity.changed': 'state',
  'restart.changed': 'what name state attempt delayMs?',
};

// Every other member is a text.
const READERS: Readonly<Record<string, Read>> = {
  failure,
  recovered: flag,
  ...Object.fromEntries(
    'durationMs count attempt delayMs micros share failures epoch sent waitedMs rows'
      .split(' ')
      .map((name) => [name, figure]),
  ),
};

/** Whether a value is a time that a `Date` can hold. */
export const isTime = (value: unknown): value is number =>
  typeof value === 'number' && Math.abs(value) <= 8.64e15;

/** Reads an event from outside, or returns the name of its wrong member. It keeps known members only. */
export function parseEvent(value: unknown): TelemetryEvent | string {
  const given = Object(value) as Record<string, unknown>;
  const { type, at } = given;
  if (typeof type !== 'string' || !Object.hasOwn(MEMBERS, type)) return 'type';
  if (!isTime(at)) return 'at';
  const event: Record<string, unknown> = { type, at };
  const members = MEMBERS[type as TelemetryEvent['type']].split(' ');
  for (const member of [...members, 'incidentId?', 'release?', 'session?']) {
    const name = member.replace('?', '');
    const read = given[name] === undefined ? undefined : (READERS[name] ?? text)(given[name]);
    if (read !== undefined) event[name] = read;
    else if (name === member || given[name] !== undefined) return name;
  }
  return event as unknown as TelemetryEvent;
}
