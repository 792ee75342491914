import { attempt, placesUnder } from '../drafts/web-last-words.ts';

/** The last words of one page. */
export interface PlaceOfWords {
  readonly place: string;
  /** The key of their draft. */
  readonly key: string;
}

/** The last words that pages left in `localStorage` for an owner. */
export function webLastWordsOf(name: string, owner: string): readonly PlaceOfWords[] {
  return placesUnder([name, owner]).flatMap(
    (place) => attempt(() => ({ place, key: String((JSON.parse(place) as unknown[])[2]) })) ?? [],
  );
}

/** Removes last words, whatever they are now. */
export function webForgetWords(place: string): void {
  attempt(() => localStorage.removeItem(place));
}
