/** The answer that the caller expects, as data: it travels with a queued entry into the worker. */
export interface Expectation {
  readonly accept: 'json' | 'text' | 'bytes' | 'nothing';
  /** The caller does not need the value: the answer is accepted even if it cannot be read. */
  readonly unneeded?: boolean;
  /** For a delete: 404 and 410 count as success, because the thing is already gone. */
  readonly goneIsDone?: boolean;
  /** Where the answer has the id that takes the place of a temporary one: a JSON pointer (RFC 6901). */
  readonly idPointer?: string;
}
