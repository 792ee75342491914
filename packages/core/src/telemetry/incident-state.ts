import type { FailureJson } from '../failures/failure-json.ts';
import type { Severity } from '../failures/failure-kind.ts';
import { isTrouble } from './is-trouble.ts';
import type { TelemetryEvent } from './telemetry-event.ts';

/** One trouble: from the first failure of an operation until everything it took down works again. */
export interface Incident {
  readonly id: string;
  readonly code: string;
  readonly severity: Severity;
  readonly openedAt: number;
  readonly lastAt: number;
  readonly failures: number;
  /** The operations and pipelines that have not recovered. The first opened it. */
  readonly names: readonly string[];
}

export type Incidents = readonly Incident[];

export interface IncidentRules {
  /** Failures with the same code of other operations are the same trouble within this time. */
  readonly stormMs: number;
  /** A trouble nobody hears of for this long is given up. */
  readonly quietMs: number;
}

export interface IncidentStep {
  readonly incidents: Incidents;
  readonly told: readonly TelemetryEvent[];
}

/** What an event means for the incidents that are open, and what there is to tell about them. */
export function nextIncidents(
  incidents: Incidents,
  event: TelemetryEvent,
  rules: IncidentRules,
): IncidentStep {
  const outcome = outcomeOf(event);
  if (!outcome) return { incidents, told: [] };
  const { name, failure } = outcome;
  const { at } = event;
  const quiet = incidents.filter(({ lastAt }) => at - lastAt >= rules.quietMs);
  const open =
    quiet.length === 0 ? incidents : incidents.filter((incident) => !quiet.includes(incident));
  const givenUp = quiet.map((incident) => closed(incident, at, false));
  const step = failure ? fail(open, name, failure, event, rules) : recover(open, name, at);
  return { incidents: step.incidents, told: [...givenUp, ...step.told] };
}

function fail(
  open: Incidents,
  name: string,
  failure: FailureJson,
  { at, incidentId = failure.incidentId }: TelemetryEvent,
  { stormMs }: IncidentRules,
): IncidentStep {
  // Who is in trouble already stays in that one, whatever else breaks in the same way.
  const same =
    open.find(({ names }) => names.includes(name)) ??
    open.find(({ code, lastAt }) => code === failure.code && at - lastAt < stormMs);
  if (same) {
    const names = same.names.includes(name) ? same.names : [...same.names, name];
    const grown = { ...same, names, lastAt: at, failures: same.failures + 1 };
    return { incidents: open.map((one) => (one === same ? grown : one)), told: [] };
  }
  const { code, severity } = failure;
  const incident: Incident = {
    id: incidentId,
    code,
    severity,
    openedAt: at,
    lastAt: at,
    failures: 1,
    names: [name],
  };
  const opened = { type: 'incident.opened', at, incidentId, name, code, severity } as const;
  return { incidents: [...open, incident], told: [opened] };
}

function recover(open: Incidents, name: string, at: number): IncidentStep {
  const hit = open.find(({ names }) => names.includes(name));
  if (!hit) return { incidents: open, told: [] };
  const names = hit.names.filter((other) => other !== name);
  if (names.length > 0) {
    const left = { ...hit, names, lastAt: at };
    return { incidents: open.map((one) => (one === hit ? left : one)), told: [] };
  }
  return { incidents: open.filter((one) => one !== hit), told: [closed(hit, at, true)] };
}

function closed(incident: Incident, at: number, recovered: boolean): TelemetryEvent {
  const { id: incidentId, code, openedAt, failures, names } = incident;
  const [name = ''] = names;
  const durationMs = at - openedAt;
  return { type: 'incident.closed', at, incidentId, name, code, recovered, durationMs, failures };
}

interface OutcomeTold {
  readonly name: string;
  readonly failure?: FailureJson | undefined;
}

/** How some operation or pipeline fared, if the event tells that. Nobody is in trouble who gave up. */
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
  return undefined;
}
