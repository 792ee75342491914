import type { Failure } from '../failures/failure.ts';
import type { NotResumed } from '../streams/not-resumed.ts';
import type { Receipt } from '../ports/budget-port.ts';
import type { BlockReason, OutboxHandle } from '../ports/outbox-port.ts';
import type { Streamed } from '../streams/stream-state.ts';
import type { ReadOperation, StreamOperation, WriteOperation } from './operation.ts';

/** The fields that every outcome can have. */
interface Rung {
  /** The receipt of the budget, if the operation was paid for, as it was when the run ended. */
  readonly receipt?: Receipt;
}

export interface Live<T> extends Rung {
  readonly kind: 'live';
  readonly value: T;
}
/** An answer that the device kept from earlier. The read gives it because it got no fresh one. */
export interface Stale<T> extends Rung {
  readonly kind: 'stale';
  readonly value: T;
  /** When the page asked for it: wall-clock milliseconds. The screen computes the age. */
  readonly at: number;
  readonly failure: Failure;
}
/** The value of the operation's own `fallback`, because there is neither a live nor a kept answer. */
export interface FellBack<T> extends Rung {
  readonly kind: 'fallback';
  readonly value: T;
  readonly failure: Failure;
}
/** The write is safe on this device; the server has not answered yet. */
export interface Queued<T> extends Rung {
  readonly kind: 'queued';
  readonly handle: OutboxHandle<T>;
}
/** The write is safe on this device, and waits until the user acts. */
export interface Blocked<T> extends Rung {
  readonly kind: 'blocked';
  readonly reason: BlockReason;
  readonly failure: Failure | undefined;
  readonly handle: OutboxHandle<T>;
}
/** The operation failed. With a `handle`, the write is kept in the outbox as a dead letter and can be tried again. */
export interface Failed<T = unknown> extends Rung {
  readonly kind: 'failed';
  readonly failure: Failure;
  readonly handle?: OutboxHandle<T>;
}
/** A stream that ended before it was done; the text so far is kept. */
export interface Interrupted extends Rung {
  readonly kind: 'interrupted';
  readonly text: string;
  readonly resumable: boolean;
  /** Why the reader does not ask for the rest. */
  readonly notResumed?: NotResumed | undefined;
  readonly failure: Failure;
}

export type ReadOutcome<T, TRung extends 'stale' | 'fallback' = 'stale' | 'fallback'> =
  | Live<T>
  | ('stale' extends TRung ? Stale<T> : never)
  | ('fallback' extends TRung ? FellBack<T> : never)
  | Failed<T>;

export type WriteOutcome<T, TOffline extends 'queue' | 'fail' = 'queue' | 'fail'> =
  Live<T> | ('queue' extends TOffline ? Queued<T> | Blocked<T> : never) | Failed<T>;

/** All text and events that a stream has brought. */
export type StreamValue<TEvent = unknown> = Pick<
  Streamed<TEvent>,
  'id' | 'text' | 'events' | 'micros'
> & {
  /** The reason that the server gave for the end, if it gave one. */
  readonly reason: string | undefined;
};

export type StreamOutcome<TEvent> =
  Live<StreamValue<TEvent>> | Interrupted | Failed<StreamValue<TEvent>>;

/** The outcome of any operation, for code that handles every kind. */
export type Outcome<T = unknown> = ReadOutcome<T> | WriteOutcome<T> | Interrupted;

/** The outcomes that one operation can have. */
export type OutcomeOf<TOperation> =
  TOperation extends ReadOperation<string, infer _I, infer _P, infer TOutput, infer TRung>
    ? ReadOutcome<TOutput, TRung>
    : TOperation extends WriteOperation<string, infer _I, infer _P, infer TOutput, infer TOffline>
      ? WriteOutcome<TOutput, TOffline>
      : TOperation extends StreamOperation<string, infer _I, infer _P, infer TEvent>
        ? StreamOutcome<TEvent>
        : never;
