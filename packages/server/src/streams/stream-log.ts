import type { StreamEnvelope } from '@holdfast/core/parts';
import type { NewEvent, StreamPosition } from './new-event.ts';

export interface NewStream {
  /** Unique and not to be guessed from outside. */
  readonly id: string;
  readonly owner: string;
  /** What its first request was. */
  readonly fingerprint: string;
  /** The writer of the stream: one generation in one process. */
  readonly writer: string;
  /** Wall-clock milliseconds until which the writer counts as alive. */
  readonly leaseUntil: number;
}

/** The state of a stream, without its events. */
export interface LoggedStream extends NewStream, StreamPosition {
  /** Wall-clock milliseconds; `undefined` while it is open. */
  readonly endedAt: number | undefined;
  /** Whether retention has removed its events. */
  readonly gone: boolean;
}

/**
 * The one that appends, and the time of its clock. The writer may append while the stream is open, and says until when
 * it counts as alive. An heir may append once that time is over. Any other appender, such as a canceller, may append at
 * any time.
 */
export type Appender =
  | {
      readonly as: 'writer';
      readonly writer: string;
      readonly at: number;
      readonly leaseUntil: number;
    }
  | { readonly as: 'heir'; readonly at: number }
  | { readonly as: 'canceller'; readonly at: number };

export interface LogRetention {
  /** Events of streams that ended, or fell silent, before this wall-clock time are removed. */
  readonly eventsBefore: number;
  /** Of streams before this time nothing is known any more; their keys count as new. */
  readonly streamsBefore: number;
}

/**
 * Keeps streams event by event. An event is durable before `append` resolves, and no two ever have one
 * place. Everything that shares the log shares the streams, other processes included.
 */
export interface StreamLog {
  /** Opens a stream unless there is one of this id. Says whether it did. */
  open(stream: NewStream): Promise<boolean>;
  find(id: string): Promise<LoggedStream | undefined>;
  /**
   * How many streams of an owner are open and have a writer that counts as alive at this time. A lease that ends
   * more than a day later does not count: the clock was wrong when the lease was taken.
   */
  running(owner: string, at: number): Promise<number>;
  /**
   * Writes events behind the last one, all or none, and gives them back with their places. An event that ends the
   * stream closes it for all appenders. `undefined` when the appender may not append, or no longer; then nothing was
   * written. With no events, a writer only renews its lease. Rejects with `BODY_TOO_LARGE` for an event of more than 1
   * MiB, encoded.
   */
  append(
    id: string,
    events: readonly NewEvent[],
    by: Appender,
  ): Promise<readonly StreamEnvelope[] | undefined>;
  /** The events after `after` in order, `limit` at most. */
  read(id: string, after: number, limit: number): Promise<readonly StreamEnvelope[]>;
  /** Calls back when this process has appended. What others append is found by reading again. */
  watch(id: string, wake: () => void): () => void;
  /** Removes the events of at most `limit` streams, and says how many streams lost theirs. */
  prune(retention: LogRetention, limit?: number): Promise<number>;
}
