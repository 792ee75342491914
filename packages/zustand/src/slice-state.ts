import type {
  OperationState,
  OutcomeOf,
  ReadOperation,
  StreamOperation,
  WriteOperation,
} from '@holdfast/core';
import type { InputArguments, RunArguments } from '@holdfast/core/parts';
import type { ValueOf } from './declared-operation.ts';
import type { SliceContext } from './slice-context.ts';
import type { ListenerGate } from './store-listeners.ts';

/** How the app uses a read of a slice. The methods never reject. */
export interface ReadControl<TInput> {
  /** Reads, or joins the read that is under way. Resolves when it has come back, also when it failed. */
  load(...rest: InputArguments<TInput>): Promise<void>;
  /** Reads anew, with the last input. Resolves when a read that started after this call has come back. */
  refresh(): Promise<void>;
}

/** How the app uses a write of a slice. */
export interface WriteControl<TInput, TOutcome> {
  /** Runs the write; the `dedupe` of its declaration says what an earlier call means. Never rejects. */
  run(...rest: RunArguments<TInput>): Promise<TOutcome>;
  /**
   * Tries the newest failed or blocked run again, in the outbox if it has the entry, and under the same idempotency key
   * if the write may have taken effect. Rejects with a storage `Failure`.
   */
  retry(): Promise<void>;
  /**
   * Takes the newest run back: it aborts the request, or cancels the entry in the outbox unless that may have been
   * sent. Rejects with a storage `Failure`.
   */
  cancel(): Promise<void>;
  /** Back to `idle`. A run under way goes on, but the slice no longer shows it. */
  reset(): void;
  /**
   * An instance of its own, with its own state: one for each row of a list, for example. Its state stands in the member
   * `…States`.
   */
  key(id: string): Omit<WriteControl<TInput, TOutcome>, 'key'>;
}

/** How the app uses a stream of a slice. */
export interface StreamControl<TInput, TOutcome> {
  /** Shows what the device keeps of this stream, and starts nothing. */
  open(...rest: InputArguments<TInput>): void;
  /** Begins the stream, or joins it. Never rejects. */
  start(...rest: RunArguments<TInput>): Promise<TOutcome>;
  /** Requests the rest of the stream that was opened or started last. Never rejects. */
  resume(): Promise<TOutcome | undefined>;
  /** Stops reading. The server goes on, and the bill grows. */
  abort(): void;
  /** Stops the server. Rejects with the `Failure` of its request. */
  cancel(): Promise<void>;
}

export type ControlOf<TOperation> =
  TOperation extends ReadOperation<string, infer TInput, infer _P, infer _O, infer _R>
    ? ReadControl<TInput>
    : TOperation extends WriteOperation<string, infer TInput, infer _P, infer _O, infer _Q>
      ? WriteControl<TInput, OutcomeOf<TOperation>>
      : TOperation extends StreamOperation<string, infer TInput, infer _P, infer _E>
        ? StreamControl<TInput, OutcomeOf<TOperation>>
        : never;

/**
 * The state of a slice: its data, and for an operation `save` the members `save` (the function that the app calls),
 * `saveState` (its state), and for a write `saveStates` (the states of its instances, by their key).
 */
export type SliceState<TData, TOperations, TActions = unknown> = TData & {
  readonly [TKey in keyof TOperations & string]: ControlOf<TOperations[TKey]>;
} & {
  readonly [TKey in keyof TOperations & string as `${TKey}State`]: OperationState<
    ValueOf<TOperations[TKey]>
  >;
} & {
  readonly [
    TKey in keyof TOperations & string as TOperations[TKey] extends {
      readonly kind: 'write';
    }
      ? `${TKey}States`
      : never
  ]: Readonly<Record<string, OperationState<ValueOf<TOperations[TKey]>>>>;
} & TActions;

/** The work of a slice for a transaction around it. */
export interface SliceInTransaction extends Pick<SliceContext, 'holdfast' | 'operations' | 'data'> {
  readonly gate: ListenerGate;
}

/** What a store of a slice has beside the members of every zustand store. */
export interface Slice<TPersistence = unknown> {
  readonly name: string;
  /** The status of the persistence; absent without `.persist`. */
  readonly persistence: TPersistence;
  /** Stops following the outbox, the user and the persistence. It changes nothing on the device. */
  dispose(): void;
  /** For `transactSlices`. */
  readonly inTransaction: SliceInTransaction;
}
