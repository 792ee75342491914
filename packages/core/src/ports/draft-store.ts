/** A form's unfinished values. `revision` counts saves and decides between two tabs. */
export interface DraftRecord {
  readonly owner: string;
  readonly key: string;
  /** The version of the values' shape, set by the app. */
  readonly version: number;
  readonly revision: number;
  /** Wall-clock milliseconds. */
  readonly savedAt: number;
  /** Anything that can be structured-cloned; it comes back with its types. */
  readonly value: unknown;
  /** RFC 6901 pointers to members of `value` that could not be kept, if there are any. */
  readonly lost?: readonly string[];
}

export type DraftSaved =
  | { readonly kind: 'saved' }
  /** Another tab saved a newer revision. Nothing was written. */
  | { readonly kind: 'conflict'; readonly theirs: DraftRecord };

/**
 * Keeps drafts, apart per owner. `save` resolves only after the commit. It writes only when the stored revision is the
 * one before the given revision, or no draft is stored. `remove` with a revision keeps a newer one. `quarantine` moves
 * a record aside and never deletes it. `load` rejects once with `STORAGE_CORRUPT` when it found a row that is no draft
 * and moved it aside. Every method rejects with a storage `Failure`. The quarantine tells a text that a user has not
 * decided about by the reason `unchosen`. A record of it that is put into the quarantine again takes the new reason.
 */
export interface DraftStore {
  load(owner: string, key: string): Promise<DraftRecord | undefined>;
  save(record: DraftRecord): Promise<DraftSaved>;
  remove(owner: string, key: string, revision?: number): Promise<void>;
  quarantine(record: DraftRecord, reason: string): Promise<void>;
  /**
   * Keeps a record before it returns, for a page that the user leaves before its `save` may have ended. The next
   * `load` counts it as a save that came late: it is written, or put into the quarantine when another save came first.
   * Best effort: a file is kept when the save before this one had it, and is `lost` otherwise.
   */
  keepNow?(record: DraftRecord): void;
  /**
   * The texts of this draft that came second when two tabs wrote it, and about which the user has not decided, the
   * latest first. A form shows each of them beside the stored draft. With a store that lacks this function, they stay
   * in the quarantine unseen.
   */
  unchosen?(owner: string, key: string): Promise<readonly DraftRecord[]>;
  /**
   * Calls the listener when another tab removed the draft with this `revision`, because it sent the draft or
   * gave it up. Returns the undo. With a store that lacks this function, a form asks again before it is sent.
   */
  onRemoved?(owner: string, key: string, listener: (revision: number) => void): () => void;
}
