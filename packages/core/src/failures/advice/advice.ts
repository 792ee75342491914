/** What a developer reads about a failure. */
export interface Advice {
  /** What happened, technically. */
  readonly message: string;
  /** What to do about it. */
  readonly remedy: string;
}
