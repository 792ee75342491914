import type { RunProgress } from '../exchange/progress.ts';

/** The options of one run. */
export interface RunOptions {
  readonly signal?: AbortSignal;
  /** The idempotency key. Runs with the same key are the same write. @default a new key for each run */
  readonly key?: string;
  /** Receives the progress of the run; see `createProgress`. A queued write tells none. */
  readonly progress?: RunProgress;
  /**
   * A trace of the app's own (W3C Trace Context) that the run belongs to. A value that is no `traceparent` is ignored.
   * @default a new trace
   */
  readonly traceparent?: string;
  /** With true, a read does not share an answer to an earlier request. @default false */
  readonly fresh?: boolean;
  /**
   * Receives the answer that the device keeps of a read, before the server has answered, and the time when a page asked
   * for it. Not called when nothing is kept that may be shown.
   */
  readonly onKept?: (value: unknown, at: number) => void;
}

/** One run, named once: the same trouble has the same id everywhere. */
export interface Run extends Omit<RunOptions, 'key'> {
  /** The caller's key, or a new one for the run; none for a read that is free. */
  readonly key: string | undefined;
  readonly incidentId: string;
  readonly requestId: string;
  /**
   * The user who was signed in when the app asked. It runs as that user only: once another user has signed in, nothing
   * more of it is sent.
   */
  readonly owner: string | undefined;
}
