import type { TelemetryEvent } from '@holdfast/core/telemetry';

/** One event of a session, with its place. */
export interface Recorded {
  /** Counts up from 0 without a gap. */
  readonly seq: number;
  readonly event: TelemetryEvent;
  /** With the end of an operation: the number of its retries. */
  readonly retries?: number;
  /** With the end of an operation: its kind. */
  readonly kind?: 'read' | 'write' | 'stream' | undefined;
}

/** The figures of one second, for the plots. */
export interface Second {
  /** Wall-clock milliseconds at which the second begins. */
  readonly at: number;
  /** How many operations ended. */
  readonly ended: number;
  /** How many attempts and operations failed. */
  readonly failures: number;
  /** The sum of the durations of the operations that ended. */
  readonly totalMs: number;
  readonly slowestMs: number;
  /** The depth of the outbox at the end of this second. */
  readonly depth: number;
}

/** An operation that has begun and not ended. */
export interface Running {
  readonly operation: string;
  readonly incidentId: string;
  readonly kind: Recorded['kind'];
  readonly at: number;
  readonly retries: number;
}

/** The state of a session. This object never changes; each change makes a new one. */
export interface Recording {
  /** The oldest first. */
  readonly events: readonly Recorded[];
  /** How many older events made room. */
  readonly dropped: number;
  /** Seconds in which something happened, the oldest first; those of the last ten minutes at least. */
  readonly seconds: readonly Second[];
  readonly running: readonly Running[];
}

export const EMPTY: Recording = { events: [], dropped: 0, seconds: [], running: [] };
