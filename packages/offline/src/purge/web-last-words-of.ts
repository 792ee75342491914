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

/** Removes last words, whatever they are now. */
export function webForgetWords(place: string): void {
  attempt(() => localStorage.removeItem(place));
}
