import { type FailureJson, isAccessFailure, isTrouble } from '@holdfast/core/parts';
import type { TelemetryEvent } from '@holdfast/core/telemetry';
import { bucketOf } from './latency-buckets.ts';
import type { RollupMeasure } from './rollup.ts';
import { OTHER } from './rollup-names.ts';

/** The counts that an event adds to. */
export interface EventCounts {
  add(measure: RollupMeasure, operation: unknown, detail: string, count?: number): void;
  /** A code of a failure that may count by itself, or `other`. */
  codeOf(failure: Pick<FailureJson, 'code'>): string;
  /** A failure reached the session of the event. */
  reach(operation: unknown, code: string): void;
  /** Troubles whose failure was counted when an attempt reported it. */
  readonly told: TroubleMemory;
}

export interface TroubleMemory {
  remember(incidentId: string): void;
  /** Whether the memory had the trouble. It forgets the trouble. */
  forget(incidentId: string): boolean;
}

const OUTCOMES: ReadonlySet<string> = new Set([
  ...['live', 'stale', 'fallback', 'failed'],
  ...['queued', 'blocked', 'streaming', 'interrupted'],
]);
const CIRCUITS: ReadonlySet<string> = new Set(['closed', 'open', 'half-open', 'isolated']);
/** A thousand in money. More in one event is a false report, and would make every sum wrong. */
const MOST_MICROS = 1_000_000_000;
/** A page has no more successes of one operation in some minutes. */
const MOST_SUCCESSES = 10_000;

/** Counts one event. A failure that an attempt and its operation both report counts once. */
export function countEvent(event: TelemetryEvent, counts: EventCounts): void {
  counts.add('report', '', '');
  switch (event.type) {
    case 'attempt.settled': {
      const { name, failure, delayMs, incidentId } = event;
      if (delayMs !== undefined) {
        counts.add('retry', name, failure ? counts.codeOf(failure) : '');
        return;
      }
      if (!failure || isAborted(failure)) return;
      fail(counts, name, failure);
      if (incidentId !== undefined) counts.told.remember(incidentId);
      return;
    }
    case 'operation.settled': {
      const { operation, outcome, durationMs, failure, incidentId } = event;
      // A failure has an event of its own.
      const count = failure ? 1 : howMany(event.count);
      counts.add('operation', operation, among(OUTCOMES, outcome), count);
      if (outcome === 'stale') counts.add('cache', operation, 'stale', count);
      if (failure && isAborted(failure)) return;
      if (Number.isFinite(durationMs)) {
        counts.add('latency', operation, `${bucketOf(durationMs)}`, count);
      }
      failOnce(counts, operation, failure, incidentId);
      return;
    }
    case 'outbox.changed': {
      const { operation, state, failure, incidentId } = event;
      if (failure && state === 'waiting') counts.add('retry', operation, counts.codeOf(failure));
      else failOnce(counts, operation, failure, incidentId);
      return;
    }
    case 'incident.closed': {
      const { name, recovered, durationMs } = event;
      counts.add('recovery', name, recovered ? 'recovered' : 'given-up');
      if (recovered) counts.add('recovery-time', name, `${bucketOf(durationMs)}`);
      return;
    }
    case 'circuit.changed':
      counts.add('circuit', event.name, among(CIRCUITS, event.state));
      return;
    case 'budget.changed':
      if (event.step === 'committed' && isMoney(event.micros)) {
        counts.add('cost', '', '', Math.round(event.micros));
      }
      return;
    case 'boundary.caught':
      fail(counts, event.boundary, event.failure);
      return;
    case 'handler.caught':
      fail(counts, event.handler, event.failure);
      return;
    case 'storage.damaged':
      fail(counts, event.database, event.failure);
      return;
    case 'render.uncaught':
    case 'draft.changed':
      fail(counts, '', event.failure);
      return;
    default:
  }
}

function failOnce(
  counts: EventCounts,
  operation: unknown,
  failure: FailureJson | undefined,
  incidentId: string | undefined,
): void {
  if (failure && incidentId !== undefined && counts.told.forget(incidentId)) return;
  fail(counts, operation, failure);
}

// The intake removes a failure that it cannot read, and lets the event pass. Such an event has no failure.
function fail(counts: EventCounts, operation: unknown, failure: FailureJson | undefined): void {
  if (!failure || isAborted(failure)) return;
  const code = counts.codeOf(failure);
  counts.add('failure', operation, code);
  if (isAccessFailure(failure)) counts.add('auth', operation, code);
  if (isTrouble(failure)) counts.reach(operation, code);
}

/** The user cancelled the work, which is no failure. */
const isAborted = ({ code }: FailureJson): boolean => code === 'ABORTED';

const among = (words: ReadonlySet<string>, word: string): string =>
  words.has(word) ? word : OTHER;

const isMoney = (micros: number): boolean => micros > 0 && micros <= MOST_MICROS;

const howMany = (count: unknown): number =>
  Number.isSafeInteger(count) && Number(count) <= MOST_SUCCESSES ? Math.max(1, Number(count)) : 1;
