import type { DraftRecord } from '@holdfast/core/parts';
import { readBack, readLastWords } from '../drafts/last-words.ts';
import { attempt, placeOf, placesUnder } from '../drafts/web-last-words.ts';

/** The last words of one page. */
export interface PlaceOfWords {
  readonly place: string;
  /** The key of their draft. */
  readonly key: string;
}

/** The last words that pages left in `localStorage` for an owner. */
export function webLastWordsOf(name: string, owner: string): readonly PlaceOfWords[] {
  return placesUnder(placeOf(name, owner, '').slice(0, -'""]'.length)).flatMap((place) => {
    // The number of the page stands behind.
    const path = place.slice(0, place.lastIndexOf(']') + 1);
    return attempt(() => ({ place, key: String((JSON.parse(path) as unknown[])[2]) })) ?? [];
  });
}

/** The draft of last words; `undefined` when they cannot be read. Files come from the stored draft. */
export function webReadWords(
  place: string,
  owner: string,
  key: string,
  stored: DraftRecord | undefined,
): DraftRecord | undefined {
  return attempt(() => {
    const found = readLastWords(JSON.parse(localStorage.getItem(place) ?? ''), owner, key);
    return found && readBack(found, stored);
  });
}

/** Removes last words, whatever they are now. */
export function webForgetWords(place: string): void {
  attempt(() => localStorage.removeItem(place));
}
