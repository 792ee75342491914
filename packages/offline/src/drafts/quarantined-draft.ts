import type { DraftRecord, DraftStore } from '@holdfast/core/parts';

/** A draft the app could not understand, exactly as it was stored. */
export interface QuarantinedDraft {
  readonly record: DraftRecord;
  readonly reason: string;
}

/** A draft store whose quarantine can be read, so that what is in it can be shown or exported. */
export interface InspectableDraftStore extends DraftStore {
  /** Everything ever set aside for one owner, oldest first. Nothing leaves it by itself. */
  quarantined(owner: string): Promise<readonly QuarantinedDraft[]>;
}
