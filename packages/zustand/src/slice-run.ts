import type { EntryView, OperationState, Outcome, RunOptions } from '@holdfast/core';

/** One call of an operation. */
export interface SliceRun {
  readonly input: unknown;
  /** Its place among the calls of the instance, from 1. */
  readonly number: number;
}

/** What the slice does when a run begins and ends. */
export interface RunEvents {
  /** Shows a state. With `ended`, this run has ended, and a queued one that is synced ends once more. */
  show(state: OperationState, ended?: { readonly run: SliceRun; readonly outcome: Outcome }): void;
  begun(run: SliceRun, key: string | undefined): unknown;
  /** A run ended that changes nothing: it was aborted, or superseded. */
  left(run: SliceRun, outcome: Outcome): void;
}

/** Runs one operation, and follows its newest run. The answers of aborted runs change nothing. */
export interface RunControl {
  run(input?: unknown, options?: RunOptions): Promise<Outcome>;
  /** Takes an entry that an earlier page left in the outbox for a run. The state follows it if there is no newer one. */
  adopt(entry: EntryView): void;
  /** Runs the newest input again, beside a run that is under way. Without one it does nothing. */
  again(): Promise<unknown>;
  retry(): Promise<void>;
  cancel(): Promise<void>;
  reset(): void;
  /** Forgets everything without a word: another user is signed in. */
  drop(): void;
}
