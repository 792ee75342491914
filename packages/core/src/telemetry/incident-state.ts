import type { FailureJson } from '../failures/failure-json.ts';
import type { Severity } from '../failures/failure-kind.ts';
import { isTrouble } from './is-trouble.ts';
import type { TelemetryEvent } from './telemetry-event.ts';

/** One trouble: from the first failure of an operation until all operations that failed with it work again. */
export interface Incident {
  readonly id: string;
  /** The name of the operation or the pipeline that opened it. */
  readonly name: string;
  readonly code: string;
  readonly severity: Severity;
  readonly openedAt: number;
  readonly lastAt: number;
  readonly failures: number;
  /** The operations and pipelines that have not recovered. */
  readonly names: readonly string[];
  /** The ids of entries in the outbox that have not got through. Each must get through itself. */
  readonly entries: readonly string[];
}

export type Incidents = readonly Incident[];

export interface IncidentRules {
  /** Failures with the same code of other operations are the same trouble within this time. */
  readonly stormMs: number;
  /** An incident without an event for this long is given up. */
  readonly quietMs: number;
}

export interface IncidentStep {
  readonly incidents: Incidents;
  readonly told: readonly TelemetryEvent[];
}

/** The open incidents after an event, and the news about them. */
export function nextIncidents(
  incidents: Incidents,
  event: TelemetryEvent,
  rules: IncidentRules,
): IncidentStep {
  const outcome = outcomeOf(event);
  if (!outcome) return { incidents, told: [] };
  const { at } = event;
  const quiet = incidents.filter(({ lastAt }) => at - lastAt >= rules.quietMs);
  const open =
    quiet.length === 0 ? incidents : incidents.filter((incident) => !quiet.includes(incident));
  const givenUp = quiet.map((incident) => closed(incident, at, false));
  const step = outcome.failure
    ? fail(open, outcome, outcome.failure, event, rules)
    : recover(open, outcome, at);
  return { incidents: step.incidents, told: [...givenUp, ...step.told] };
}

function fail(
  open: Incidents,
  outcome: OutcomeTold,
  failure: FailureJson,
  { at, incidentId = failure.incidentId }: TelemetryEvent,
  { stormMs }: IncidentRules,
): IncidentStep {
  const { name, entryId } = outcome;
  // An operation with an open incident stays in that one, even if others fail in the same way.
  const same =
    open.find((incident) => isIn(incident, outcome)) ??
    open.find(({ code, lastAt }) => code === failure.code && at - lastAt < stormMs);
  if (same) {
    const names = same.names.includes(name) ? same.names : [...same.names, name];
    const isNew = entryId !== undefined && !same.entries.includes(entryId);
    const entries = isNew ? [...same.entries, entryId] : same.entries;
    const grown = { ...same, names, entries, lastAt: at, failures: same.failures + 1 };
    return { incidents: open.map((one) => (one === same ? grown : one)), told: [] };
  }
  const { code, severity } = failure;
  const incident: Incident = {
    id: incidentId,
    name,
    code,
    severity,
    openedAt: at,
    lastAt: at,
    failures: 1,
    names: [name],
    entries: entryId === undefined ? [] : [entryId],
  };
  const opened = { type: 'incident.opened', at, incidentId, name, code, severity } as const;
  return { incidents: [...open, incident], told: [opened] };
}

function recover(open: Incidents, outcome: OutcomeTold, at: number): IncidentStep {
  if (!open.some((incident) => isIn(incident, outcome))) return { incidents: open, told: [] };
  const told: TelemetryEvent[] = [];
  const incidents = open.flatMap((incident) => {
    if (!isIn(incident, outcome)) return [incident];
    const names = incident.names.filter((name) => name !== outcome.name);
    const entries = incident.entries.filter((id) => id !== outcome.entryId);
    if (names.length + entries.length > 0) return [{ ...incident, names, entries, lastAt: at }];
    told.push(closed(incident, at, true));
    return [];
  });
  return { incidents, told };
}

function isIn({ names, entries }: Incident, { name, entryId }: OutcomeTold): boolean {
  return names.includes(name) || (entryId !== undefined && entries.includes(entryId));
}

function closed(incident: Incident, at: number, recovered: boolean): TelemetryEvent {
  const { id: incidentId, name, code, openedAt, failures } = incident;
  // The clock may have been set back.
  const durationMs = Math.max(0, at - openedAt);
  return { type: 'incident.closed', at, incidentId, name, code, recovered, durationMs, failures };
}

interface OutcomeTold {
  readonly name: string;
  readonly entryId?: string;
  readonly failure?: FailureJson | undefined;
}

/** Whether an operation or pipeline failed or recovered, if the event says that. An aborted call is no trouble. */
function outcomeOf(event: TelemetryEvent): OutcomeTold | undefined {
  if (event.type === 'attempt.settled') {
    const { name, failure } = event;
    return !failure || isTrouble(failure) ? { name, failure } : undefined;
  }
  if (event.type === 'operation.settled') {
    const { operation: name, failure, outcome } = event;
    if (failure) return isTrouble(failure) ? { name, failure } : undefined;
    return outcome === 'live' ? { name } : undefined;
  }
  if (event.type === 'outbox.changed') {
    const { operation: name, entryId, failure, state } = event;
    if (failure) return isTrouble(failure) ? { name, entryId, failure } : undefined;
    return state === 'applied' ? { name, entryId } : undefined;
  }
  return undefined;
}
