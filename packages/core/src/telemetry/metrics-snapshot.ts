import { percentile } from './latency-sketch.ts';
import type { LatencySketch } from './latency-sketch.ts';
import type { Counts } from './metrics-state.ts';

/** Milliseconds that so many percent of all did not exceed, within 1 %; `undefined` without any. */
export interface Percentiles {
  readonly p50: number | undefined;
  readonly p90: number | undefined;
  readonly p95: number | undefined;
  readonly p99: number | undefined;
}

/** What was measured on this device since the page began. */
export interface MetricsSnapshot {
  readonly failures: {
    readonly byCode: Readonly<Record<string, number>>;
    readonly byFamily: Readonly<Record<string, number>>;
    /** Of authentication and authorisation, of whichever family. */
    readonly auth: number;
  };
  readonly latency: { readonly attempts: Percentiles; readonly operations: Percentiles };
  /** How many operations ended on each rung. */
  readonly outcomes: Readonly<Record<string, number>>;
  readonly retries: { readonly recovered: number; readonly failed: number };
  /**
   * Of the troubles of this page: how many recovered, their share, and how long that took. A trouble is
   * what opens an incident, one for each `incidentId`: a 404 or a tunnel is none. Needs `tellAttempts`
   * for calls and the events of the outbox for queued writes; one that waits or is taken back is neither.
   */
  readonly recovery: {
    readonly recovered: number;
    readonly failed: number;
    readonly rate: number | undefined;
    readonly timeMs: Percentiles;
  };
  readonly circuits: { readonly open: readonly string[]; readonly openMs: number };
  /** How many entries wait on this device, and for how long the oldest has, where the outbox tells it. */
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
