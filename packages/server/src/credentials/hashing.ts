import type { ScryptResult, ScryptTask } from './scrypt-task.ts';

/** Where hashes are made. */
export interface Hashing {
  /**
   * Does a task when its turn comes. `caller` is who shares a turn: usually an address. Rejects with
   * `RESOURCE_EXHAUSTED` when too much waits already, with `RATE_LIMITED` when too much of this caller
   * waits, both with `retryAfterMs`. A task whose signal aborts while it waits is not done.
   */
  run(
    task: ScryptTask,
    options?: { readonly caller?: string | undefined; readonly signal?: AbortSignal },
  ): Promise<ScryptResult>;
  /** Ends the workers. What waits or runs rejects with `RESOURCE_EXHAUSTED`. */
  close(): Promise<void>;
}
