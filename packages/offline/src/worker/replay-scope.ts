/**
 * The part of a worker's global scope that the replay needs. The types of pages and workers cannot be loaded
 * together, and a dedicated worker has no `waitUntil`.
 */
export interface ReplayScope {
  addEventListener(
    type: 'sync' | 'message' | 'activate',
    listener: (event: ReplayEvent) => void,
  ): void;
  removeEventListener(
    type: 'sync' | 'message' | 'activate',
    listener: (event: ReplayEvent) => void,
  ): void;
}

export interface ReplayEvent {
  readonly type: string;
  /** The tag of a `sync` event. */
  readonly tag?: string;
  /** The data of a `message` event. */
  readonly data?: unknown;
  /** Keeps the worker alive; a rejection makes the browser repeat a `sync`. */
  waitUntil?(work: Promise<unknown>): void;
}
