import type { Observable } from '../observable/observable.ts';

/** Knows the work that a reload of this tab would lose. An update never reloads a tab with unsaved work. */
export interface UnsavedWork {
  /** The unsaved work, in words for the user. */
  readonly labels: Observable<readonly string[]>;
  /** Declares unsaved work; the returned function takes it back. */
  declare(label: string): () => void;
}
