import { allowDetails, idOf, parseFailure, type Severity } from '@holdfast/core/parts';
import type { BeaconEvent, TelemetryEvent } from '@holdfast/core/telemetry';

type EventType = TelemetryEvent['type'];
type KeyOf<T> = T extends unknown ? keyof T : never;
type MembersOf<TType extends EventType> = Exclude<
  KeyOf<Extract<TelemetryEvent, { readonly type: TType }>>,
  'type' | 'at' | 'incidentId' | 'failure'
>;

// Every type core can tell of has its line: a new one does not compile until it has one here.
const MEMBERS: { readonly [TType in EventType]: readonly MembersOf<TType>[] } = {
  'operation.started': ['operation'],
  'operation.settled': ['operation', 'outcome', 'durationMs', 'count', 'notResumed'],
  'attempt.settled': ['name', 'attempt', 'durationMs', 'delayMs', 'notRetried'],
  'circuit.changed': ['name', 'state'],
  'budget.changed': ['owner', 'step', 'micros', 'share'],
  'endpoint.changed': ['url', 'state'],
  'incident.opened': ['name', 'code', 'severity'],
  'incident.closed': ['name', 'code', 'recovered', 'durationMs', 'failures'],
  'outbox.changed': ['entryId', 'operation', 'state'],
  'outbox.held': ['entryId', 'operation', 'waitsFor'],
  'outbox.burst': ['sender', 'epoch', 'sent', 'waitedMs'],
  'storage.damaged': ['database', 'rows'],
  'render.uncaught': [],
  'render.recovered': [],
  'boundary.caught': ['boundary'],
  'handler.caught': ['handler', 'route'],
  'draft.changed': ['draft', 'state'],
  'connectivity.changed': ['state'],
  'restart.changed': ['what', 'name', 'state', 'attempt', 'delayMs'],
};
const SEVERITIES: readonly Severity[] = ['critical', 'warning', 'info', 'debug'];

/**
 * The part of a sent event that the server may keep: members that its type has, and of these numbers, booleans and
 * words; and its failure, redacted anew. `undefined` for a value that is no event of a known type.
 */
export function allowedEvent(sent: unknown): BeaconEvent | undefined {
  const { id, severity, event } = Object(sent) as Readonly<Record<string, unknown>>;
  const knownId = idOf(id);
  const knownSeverity = SEVERITIES.find((one) => one === severity);
  const { type, at, incidentId, failure } = Object(event) as Readonly<Record<string, unknown>>;
  if (knownId === undefined || !knownSeverity || !Number.isFinite(at)) return undefined;
  if (typeof type !== 'string' || !Object.hasOwn(MEMBERS, type)) return undefined;
  const members: readonly string[] = MEMBERS[type as EventType];
  const trouble = idOf(incidentId);
  const failed = parseFailure(failure);
  const kept = {
    ...allowDetails<Record<string, unknown>>(...members)(event),
    type,
    at,
    ...(trouble === undefined ? {} : { incidentId: trouble }),
    ...(failed ? { failure: failed.toJSON() } : {}),
  };
  return { id: knownId, severity: knownSeverity, event: kept as unknown as TelemetryEvent };
}
