import type { Observable, UnsavedWork } from '@holdfast/core';
import type { DraftStore, Platform } from '@holdfast/core/parts';
import type { TelemetrySink } from '@holdfast/core/telemetry';
import type { DraftContent } from './draft-state.ts';
import type { ShownDraft } from './shown-draft.ts';

/** One draft of one owner, as a form works with it. */
export interface Draft<TValues> extends Observable<ShownDraft<TValues>> {
  /**
   * Works for a form on the screen: keeps what the user types there, fills it with the kept values, notices when
   * another tab ends the draft, and writes the last keys when the page is hidden or left. The undo is the leave of
   * the form.
   */
  attach(
    changes: (typed: (values: TValues) => void) => () => void,
    fill: (values: TValues) => void,
  ): () => void;
  /**
   * Declares unsaved work while a reload would lose something that the user typed, also while React hides the form.
   * Returns the undo.
   */
  guard(): () => void;
  /** Writes unwritten changes now. Never rejects: the state has the failure. */
  flush(): Promise<void>;
  /** Takes in the newest values; they are written after a pause. */
  change(values: TValues): void;
  /** Takes in a small note that is kept with the values. */
  remember(name: string, note: string): void;
  /** Stores the content again, also when it did not change since it was removed. Gives whether it is stored. */
  keep(): Promise<boolean>;
  /**
   * The form sends its values now. When they are committed, call the function: it removes the stored draft, unless
   * the user typed something since, or another tab wrote it.
   */
  sending(): () => void;
  /**
   * Forgets the typed values, here and in the store, and starts over with these values. With `mayComeBack`,
   * `undoDiscard` gives the typed values back.
   */
  discard(values: TValues, mayComeBack: boolean): Promise<void>;
  /** Fills the form with the values that the user discarded last, and keeps them again. */
  undoDiscard(): void;
  /** The content before the user types anything. */
  begin(values: TValues): void;
  /** Checks whether another tab ended the draft meanwhile, and reports it once. Never waits long. */
  isStillOurs(): Promise<boolean>;
  keepMine(): Promise<void>;
  /** Fills the form with the values of the other tab. */
  takeTheirs(): void;
}

/** A draft with the steps of its life, for the part that makes it. */
export interface DeviceDraft<TValues> extends Omit<
  Draft<TValues>,
  'attach' | 'guard' | 'sending' | 'undoDiscard' | 'takeTheirs'
> {
  /** The newest content there is, stored or not, without the excluded fields. */
  content(): DraftContent<TValues>;
  /** Removes the stored draft, unless another tab wrote it since. Newer changes stay. */
  remove(): Promise<void>;
  /** Gives the values that the user discarded last, and keeps them again. */
  undoDiscard(): TValues | undefined;
  /** Gives the values of the other tab. */
  takeTheirs(): TValues | undefined;
  /** Reads the kept draft, once. Returns the values to show in the form, if any. */
  load(): Promise<TValues | undefined>;
  /** Hands over unwritten changes, for a page that may end before a write is done. */
  keepNow(): void;
  /**
   * The last flush of a form that leaves the screen. Values that a conflict keeps back are put aside in the store.
   * Values that no save has kept by then are reported to telemetry as `lost`.
   */
  leave(): Promise<void>;
  /** Listens for another tab that ends the draft. Returns the undo. */
  follow(): () => void;
}

/** The access that a form gives to its draft. */
export interface DraftGiven<TValues> {
  /** The values with which the form begins. A draft gets the members that it lacks from here. */
  readonly defaultValues: TValues;
  readonly owner: string;
  readonly store: DraftStore | undefined;
  readonly platform: Pick<Platform, 'now' | 'monotonic' | 'schedule'>;
  readonly sink?: TelemetrySink | undefined;
  readonly unsavedWork?: Pick<UnsavedWork, 'declare'> | undefined;
  /** The values that the form shows now: a draft lacks the excluded ones. */
  readonly current: () => TValues;
}

/** A draft that an app hands to a form: `keepDraft` gives it. A form without it ships no code for drafts. */
export interface DraftPart<TPath extends string = string, TMigrated = unknown> {
  readonly key: string;
  readonly version: number;
  /** Phantom: only the type checker sees it. */
  readonly excluded?: readonly TPath[];
  readonly create: <TValues extends object>(given: DraftGiven<TValues>) => Draft<TValues>;
  /** Phantom: only the type checker sees it. */
  readonly migrated?: TMigrated;
}
