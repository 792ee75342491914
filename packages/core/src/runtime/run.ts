import type { Progress } from '../exchange/progress.ts';
import type { Cell } from '../observable/cell.ts';

/** What a caller may add to one run. */
export interface RunOptions {
  readonly signal?: AbortSignal;
  /** The idempotency key, when the caller has one already: the same key is the same write. */
  readonly key?: string;
  /** Where to tell how far it has come; see `createProgress`. A queued write tells nothing. */
  readonly progress?: Cell<Progress>;
  /** For a read: an answer that was asked for earlier will not do. @default false */
  readonly fresh?: boolean;
}

/** One run, named once: the same trouble has the same id everywhere. */
export interface Run extends Omit<RunOptions, 'key'> {
  /** The caller's, or one minted for the run; none for a read that is free. */
  readonly key: string | undefined;
  readonly incidentId: string;
  readonly requestId: string;
  /** The user who was signed in when the app asked. It runs as that user only, also if another user signs in. */
  readonly owner: string | undefined;
}
