/** One thing wrong with one value. `pointer` is an RFC 6901 JSON pointer into what was sent. */
export interface FieldIssue {
  readonly pointer: string;
  readonly message: string;
}
