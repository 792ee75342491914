import type { OperationState, RunOptions } from '@holdfast/core';

/**
 * The function that sends a form: `useWrite(operation)` of `@holdfast/react`, an operation of a slice, or
 * `useSubmit` around a function of the app's own.
 */
export interface FormWrite<TInput, TOutput, TOutcome> {
  readonly state: OperationState<TOutput>;
  /** Sends once. Never rejects. */
  readonly run: (input: TInput, options?: RunOptions) => Promise<TOutcome>;
}

/** Changes of the form while its values were being sent. */
export interface Since {
  /** Whether the form holds values that the user typed meanwhile and that are not sent yet. */
  readonly hasNewer: boolean;
}

export interface Submission<TOutput> {
  /**
   * Checks the form and sends it, also again after a failure. A call while another is under way joins it, and
   * afterwards sends values that were typed between the two calls. When another tab has sent this draft meanwhile,
   * it sends nothing: `draft` says `ended`, and the next call sends. It sends nothing before `retryAt`. Never
   * rejects: an error that `toInput` or the schema throws is the failure in `state`.
   */
  readonly submit: () => Promise<void>;
  /** Stops the sending that is under way, without a failure. The values and their draft stay. */
  readonly cancel: () => void;
  /**
   * Clears each field that still holds the last sent value, so that the user can fill in the next form. Values
   * typed while the form was sent stay. Resolves with true when no such value stayed.
   */
  readonly discardSent: () => Promise<boolean>;
  /**
   * Where the sending stands. Its failure goes when a later press finds issues in the form, because it is not about
   * these values.
   */
  readonly state: OperationState<TOutput>;
  /** Whether sending the same values again can help. */
  readonly canRetry: boolean;
  /** The wall-clock time before which the server takes nothing. The form renders again when it has come. */
  readonly retryAt: number | undefined;
}
