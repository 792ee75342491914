import { percentile } from './latency-sketch.ts';
import type { LatencySketch } from './latency-sketch.ts';
import type { Counts } from './metrics-state.ts';

/** Milliseconds that this percentage of all durations did not exceed, within 1 %; `undefined` without a duration. */
export interface Percentiles {
  readonly p50: number | undefined;
  readonly p90: number | undefined;
  readonly p95: number | undefined;
  readonly p99: number | undefined;
}

/** The measurements on this device since the page began. */
export interface MetricsSnapshot {
  readonly failures: {
    readonly byCode: Readonly<Record<string, number>>;
    readonly byFamily: Readonly<Record<string, number>>;
    /** Failures of authentication and authorisation, of any family. */
    readonly auth: number;
  };
  readonly latency: { readonly attempts: Percentiles; readonly operations: Percentiles };
  /** How many operations ended on each rung. */
  readonly outcomes: Readonly<Record<string, number>>;
  readonly retries: { readonly recovered: number; readonly failed: number };
  /**
   * The ended troubles of this page: how many recovered, how many failed, the share that recovered, and the time
   * that this took. A trouble is a failure that opens an incident, one for each `incidentId`; a 404 or a device
   * without a network is none. It needs `tellAttempts` for calls, and the events of the outbox for queued writes. A
   * write that waits or that the user took back counts neither as recovered nor as failed.
   */
  readonly recovery: {
    readonly recovered: number;
    readonly failed: number;
    readonly rate: number | undefined;
    readonly timeMs: Percentiles;
  };
  readonly circuits: { readonly open: readonly string[]; readonly openMs: number };
  /** How many entries wait in the outbox, and for how many milliseconds the oldest has waited. */
  readonly outbox: { readonly entries: number; readonly oldestMs: number };
  readonly drafts: { readonly lost: number };
  readonly costMicros: number;
  readonly cache: { readonly hits: number };
  /** Bytes in use, where the browser tells it. */
  readonly memoryBytes: number | undefined;
}

/** Figures that are not counted. The collector looks them up when it makes a snapshot. */
export interface LookedUp {
  readonly now: number;
  readonly memoryBytes: number | undefined;
  /** Since when each entry is in the outbox. */
  readonly waitingSince: readonly number[];
}

/** The counts as they stand at this moment. */
export function toSnapshot(
  counts: Counts,
  { now, memoryBytes, waitingSince }: LookedUp,
): MetricsSnapshot {
  const { recovered, failed } = counts.troublesEnded;
  return {
    failures: {
      byCode: Object.fromEntries(counts.failuresByCode),
      byFamily: Object.fromEntries(counts.failuresByFamily),
      auth: counts.authFailures,
    },
    latency: {
      attempts: percentilesOf(counts.attempts),
      operations: percentilesOf(counts.operations),
    },
    outcomes: Object.fromEntries(counts.outcomes),
    retries: { ...counts.retries },
    recovery: {
      recovered,
      failed,
      rate: recovered + failed === 0 ? undefined : recovered / (recovered + failed),
      timeMs: percentilesOf(counts.recoveries),
    },
    circuits: {
      open: [...counts.openCircuits.keys()],
      openMs: [...counts.openCircuits.values()].reduce(
        (sum, since) => sum + Math.max(0, now - since),
        counts.openCircuitMs,
      ),
    },
    outbox: {
      entries: waitingSince.length,
      oldestMs: now - Math.min(now, ...waitingSince),
    },
    drafts: { lost: counts.draftsLost },
    costMicros: counts.costMicros,
    cache: { hits: counts.staleAnswers },
    memoryBytes,
  };
}

function percentilesOf(sketch: LatencySketch): Percentiles {
  return {
    p50: percentile(sketch, 0.5),
    p90: percentile(sketch, 0.9),
    p95: percentile(sketch, 0.95),
    p99: percentile(sketch, 0.99),
  };
}
