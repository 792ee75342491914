/** What a developer reads about a failure. */
export interface Advice {
  /** What happened, technically; of what Holdfast itself raises nowhere it says so. */
  readonly message: string;
  /** What to do about it. */
  readonly remedy: string;
}
