/** What a good answer looks like, as data: it travels with a queued entry into the worker. */
export interface Expectation {
  readonly accept: 'json' | 'text' | 'bytes' | 'nothing';
  /** Nobody needs what the answer says: it is accepted although it cannot be read. */
  readonly unneeded?: boolean;
  /** For a delete: 404 and 410 mean that somebody was faster, which is what was wanted. */
  readonly goneIsDone?: boolean;
}
