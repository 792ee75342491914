import type { ScryptResult, ScryptTask } from './scrypt-task.ts';

/** Where hashes are made. */
export interface Hashing {
  /**
   * Does a task when its turn comes. Tasks with the same `caller`, usually an address, share a turn. Rejects with
   * `RESOURCE_EXHAUSTED` when too many tasks wait, and with `RATE_LIMITED` when too many tasks of this caller wait,
   * both with `retryAfterMs`. Drops a task whose signal aborts while it waits.
   */
  run(
    task: ScryptTask,
    options?: { readonly caller?: string | undefined; readonly signal?: AbortSignal },
  ): Promise<ScryptResult>;
  /** Ends the workers. Tasks that wait or run reject with `RESOURCE_EXHAUSTED`. */
  close(): Promise<void>;
}
