import type { Observable } from '../observable/observable.ts';

/** Knows what would be lost if this tab went away now. An update never reloads a tab that has any. */
export interface UnsavedWork {
  /** The unsaved work, in words for the user. */
  readonly labels: Observable<readonly string[]>;
  /** Declares unsaved work; the returned function takes it back. */
  declare(label: string): () => void;
}
