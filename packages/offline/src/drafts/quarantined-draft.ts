import type { DraftRecord, DraftStore } from '@holdfast/core/parts';

/**
 * A draft that the app or the store could not read, exactly as it was stored. With the reason `unreadable`, only its
 * owner and its key are certain to be what their types say.
 */
export interface QuarantinedDraft {
  readonly record: DraftRecord;
  readonly reason: string;
}

/** A draft store with a quarantine that the app can read, to show or export its drafts. */
export interface InspectableDraftStore extends DraftStore {
  /** All drafts that were set aside for one owner, the oldest first. They stay until the app removes them. */
  quarantined(owner: string): Promise<readonly QuarantinedDraft[]>;
  /** The drafts of one key that were set aside, the oldest first. */
  aside(owner: string, key: string): Promise<readonly QuarantinedDraft[]>;
  /** Deletes the drafts of one key that were set aside, because the user gave them up. */
  forgetAside(owner: string, key: string): Promise<void>;
}
