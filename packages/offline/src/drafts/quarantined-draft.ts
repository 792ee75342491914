import type { DraftRecord, DraftStore } from '@holdfast/core/parts';

/** A draft that the app could not read, exactly as it was stored. */
export interface QuarantinedDraft {
  readonly record: DraftRecord;
  readonly reason: string;
}

/** A draft store with a quarantine that the app can read, to show or export its drafts. */
export interface InspectableDraftStore extends DraftStore {
  /** All drafts that were set aside for one owner, the oldest first. They stay until the app removes them. */
  quarantined(owner: string): Promise<readonly QuarantinedDraft[]>;
}
