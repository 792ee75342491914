import type { DraftRecord } from '@holdfast/core/parts';
import { areNumbers, areTexts, membersOf } from '../database/row.ts';

/** A draft as the device kept it; `undefined` when this code cannot order it among other saves. */
export function parseDraft(row: unknown): DraftRecord | undefined {
  const { owner, key, version, revision, savedAt, lost = [] } = membersOf(row);
  const isDraft =
    areTexts(owner, key) &&
    [version, revision].every(Number.isSafeInteger) &&
    areNumbers(savedAt) &&
    Array.isArray(lost) &&
    areTexts(...(lost as readonly unknown[]));
  return isDraft ? (row as DraftRecord) : undefined;
}
