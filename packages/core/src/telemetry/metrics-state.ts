import type { FailureJson } from '../failures/failure-json.ts';
import { isAccessFailure } from './is-access-failure.ts';
import { isTrouble } from './is-trouble.ts';
import { addDuration, createSketch } from './latency-sketch.ts';
import type { LatencySketch } from './latency-sketch.ts';
import type { TelemetryEvent } from './telemetry-event.ts';

/** How often a trouble ended in a recovery, and how often it did not. */
export interface Ends {
  recovered: number;
  failed: number;
}

/** All counts so far. They are mutable, and only `countEvent` changes them, because counting an event must be cheap. */
export interface Counts {
  readonly failuresByCode: Map<string, number>;
  readonly failuresByFamily: Map<string, number>;
  /** Incidents whose failures were counted when they happened, and when that was. */
  readonly counted: Map<string, number>;
  readonly attempts: LatencySketch;
  readonly operations: LatencySketch;
  readonly outcomes: Map<string, number>;
  readonly retries: Ends;
  /** Incidents under way, by id, and when each began. */
  readonly troubles: Map<string, number>;
  readonly troublesEnded: Ends;
  readonly recoveries: LatencySketch;
  /** Since when each circuit is open. */
  readonly openCircuits: Map<string, number>;
  openCircuitMs: number;
  draftsLost: number;
  authFailures: number;
  costMicros: number;
  staleAnswers: number;
}

// When there are more at a time, the oldest count as lost, so that memory stays bounded.
const MOST_KEPT = 1_000;

export function newCounts(): Counts {
  return {
    failuresByCode: new Map(),
    failuresByFamily: new Map(),
    counted: new Map(),
    attempts: createSketch(),
    operations: createSketch(),
    outcomes: new Map(),
    retries: { recovered: 0, failed: 0 },
    troubles: new Map(),
    troublesEnded: { recovered: 0, failed: 0 },
    recoveries: createSketch(),
    openCircuits: new Map(),
    openCircuitMs: 0,
    draftsLost: 0,
    authFailures: 0,
    costMicros: 0,
    staleAnswers: 0,
  };
}

/** Takes in one event. When several events of one operation report the same failure, the first event counts. */
export function countEvent(counts: Counts, event: TelemetryEvent): void {
  switch (event.type) {
    case 'attempt.settled':
      countAttempt(counts, event);
      return;
    case 'operation.settled':
      countOperation(counts, event);
      return;
    case 'circuit.changed':
      countCircuit(counts, event.name, event.state, event.at);
      return;
    case 'draft.changed':
      if (event.state === 'lost') counts.draftsLost += 1;
      countFailure(counts, event.failure);
      return;
    case 'budget.changed':
      if (event.step === 'committed') counts.costMicros += event.micros;
      return;
    case 'outbox.changed':
      // An entry that the user takes back is no failure, as a call that the caller aborts is none.
      countTrouble(counts, event, event.state === 'applied' || event.state === 'dead');
      return;
    default:
      if ('failure' in event) countFailure(counts, event.failure);
  }
}

function countAttempt(
  counts: Counts,
  event: TelemetryEvent & { readonly type: 'attempt.settled' },
): void {
  const { attempt, durationMs, failure, delayMs } = event;
  // An aborted call is no failure, and how long it ran says nothing about the server.
  if (failure?.code === 'ABORTED') return;
  addDuration(counts.attempts, durationMs);
  if (attempt > 1) counts.retries[failure ? 'failed' : 'recovered'] += 1;
  countTrouble(counts, event, !failure || delayMs === undefined);
}

function countOperation(
  counts: Counts,
  event: TelemetryEvent & { readonly type: 'operation.settled' },
): void {
  const { outcome, durationMs, failure, incidentId = '' } = event;
  addDuration(counts.operations, durationMs);
  add(counts.outcomes, outcome, 1);
  if (outcome === 'stale') counts.staleAnswers += 1;
  // Under policies each attempt reports its own failure, and the operation only repeats the last one.
  if (!counts.counted.delete(incidentId)) countFailure(counts, failure);
}

function countCircuit(counts: Counts, name: string, state: string, at: number): void {
  const since = counts.openCircuits.get(name);
  if (state === 'closed') {
    if (since !== undefined) counts.openCircuitMs += Math.max(0, at - since);
    counts.openCircuits.delete(name);
  } else if (since === undefined) {
    keep(counts.openCircuits, name, at);
  }
}

function countFailure(counts: Counts, failure: FailureJson | undefined): void {
  if (!failure) return;
  add(counts.failuresByCode, failure.code, 1);
  add(counts.failuresByFamily, failure.family, 1);
  if (isAccessFailure(failure)) counts.authFailures += 1;
}

/** The first failure of an incident begins it. It ends as recovered, or with a failure as failed. */
function countTrouble(
  counts: Counts,
  event: TelemetryEvent & { readonly type: 'attempt.settled' | 'outbox.changed' },
  isOver: boolean,
): void {
  const { incidentId, at, failure } = event;
  countFailure(counts, failure);
  if (incidentId === undefined) return;
  const { counted, troubles } = counts;
  if (failure) keep(counted, incidentId, at);
  if (failure && isTrouble(failure) && !troubles.has(incidentId)) keep(troubles, incidentId, at);
  const since = troubles.get(incidentId);
  if (!isOver || since === undefined) return;
  troubles.delete(incidentId);
  counts.troublesEnded[failure ? 'failed' : 'recovered'] += 1;
  if (!failure) addDuration(counts.recoveries, at - since);
}

function add(map: Map<string, number>, key: string, value: number): void {
  map.set(key, (map.get(key) ?? 0) + value);
}

function keep(map: Map<string, number>, key: string, at: number): void {
  map.set(key, at);
  if (map.size <= MOST_KEPT) return;
  const [oldest = key] = map.keys();
  map.delete(oldest);
}
