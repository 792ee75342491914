import type { DraftRecord } from '@holdfast/core';
import { isSameSave, judgeSave } from './draft-revision.ts';

/** Where a page leaves a draft in its last moment: one for each owner and key, written before `put` returns. */
export interface LastWords {
  put(record: DraftRecord): void;
  get(owner: string, key: string): DraftRecord | undefined;
  remove(owner: string, key: string): void;
}

/** What becomes of a page's last words, given what the store holds now. */
export type LastWordsFate = 'write' | 'drop' | 'set-aside';

/**
 * The last words count as a save that came late. Something else saved meanwhile is not written over, and
 * they are not thrown away either.
 */
export function judgeLastWords(stored: DraftRecord | undefined, last: DraftRecord): LastWordsFate {
  if (judgeSave(stored, last).kind === 'saved') return 'write';
  // The save that was under way when the page went came to its end after all.
  return isSameSave(stored, last) || says(stored) === says(last) ? 'drop' : 'set-aside';
}

/** Last words as they were found; `undefined` for what is no draft of this owner and key. */
export function readLastWords(found: unknown, owner: string, key: string): DraftRecord | undefined {
  const record = Object(found) as DraftRecord;
  const isOurs =
    record.owner === owner &&
    record.key === key &&
    [record.version, record.revision].every(Number.isSafeInteger) &&
    Number.isFinite(record.savedAt);
  return isOurs ? record : undefined;
}

const says = (record: DraftRecord | undefined): string =>
  JSON.stringify([record?.version, record?.revision, record?.value]);

/** Whether a value comes back from JSON as it went in, but for members that are `undefined`. */
export function isPlain(value: unknown): boolean {
  if (value === null || value === undefined) return true;
  if (typeof value === 'number') return Number.isFinite(value);
  if (typeof value !== 'object') return typeof value === 'string' || typeof value === 'boolean';
  if (Array.isArray(value)) return value.every((item) => item !== undefined && isPlain(item));
  return (
    Object.getPrototypeOf(value) === Object.prototype &&
    Object.values(value).every((member) => isPlain(member))
  );
}
