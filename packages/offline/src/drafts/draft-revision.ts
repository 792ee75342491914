import type { DraftRecord, DraftSaved } from '@holdfast/core/parts';

/** Whether a draft may replace the stored draft. A store asks this inside its transaction. */
export function judgeSave(stored: DraftRecord | undefined, next: DraftRecord): DraftSaved {
  return stored === undefined || stored.revision === next.revision - 1
    ? { kind: 'saved' }
    : { kind: 'conflict', theirs: stored };
}

/** Whether a removal that knows of `revision` may take the stored draft. */
export function mayRemove(stored: DraftRecord | undefined, revision: number | undefined): boolean {
  return stored !== undefined && (revision === undefined || stored.revision <= revision);
}

/** Whether two records are one and the same save. */
export function isSameSave(one: DraftRecord | undefined, other: DraftRecord): boolean {
  return (
    one !== undefined &&
    one.owner === other.owner &&
    one.key === other.key &&
    one.revision === other.revision &&
    one.savedAt === other.savedAt
  );
}
