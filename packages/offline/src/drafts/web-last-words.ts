import { readLastWords, type LastWords, type WordsLeft } from './last-words.ts';

// No user leaves that many tabs of one form at once, and none comes back to so old a form.
const MOST_PAGES = 20;
const LONGEST_MS = 90 * 86_400_000;

/**
 * Last words in `localStorage`, the only storage in which a write of a page is certain while the user leaves the page.
 * Each page has a place of its own, so tabs that close at once do not write over each other. Of one draft it keeps the
 * words of the 20 pages that left last, and words for 90 days. Where there is no storage, or it is full, nothing is kept
 * and nothing fails.
 *
 * @param page tells this page from others
 */
export function webLastWords(name: string, page: number): LastWords {
  const left = (owner: string, key: string): readonly WordsLeft[] => {
    const first = placeOf(name, owner, key);
    return placesUnder(first)
      .flatMap((place) => {
        const text = attempt(() => localStorage.getItem(place)) ?? '';
        const record = attempt(() => readLastWords(JSON.parse(text), owner, key));
        return record ? [{ place, text, record, isOwn: place === first + page }] : [];
      })
      .toSorted((a, b) => b.record.savedAt - a.record.savedAt);
  };
  return {
    put(record) {
      const { owner, key, savedAt } = record;
      const others = left(owner, key).filter(({ isOwn }) => !isOwn);
      for (const [rank, words] of others.entries()) {
        const ageMs = savedAt - words.record.savedAt;
        if (rank > MOST_PAGES - 2 || ageMs > LONGEST_MS) forget(words);
      }
      attempt(() => localStorage.setItem(placeOf(name, owner, key) + page, JSON.stringify(record)));
    },
    left,
    forget,
  };
}

/** Begins the places of a draft. A page of an older version left its words at this place itself. */
export function placeOf(name: string, owner: string, key: string): string {
  return JSON.stringify([name, owner, key]);
}

export function placesUnder(start: string): readonly string[] {
  const places = attempt(() => Object.keys(localStorage)) ?? [];
  return places.filter((place) => place.startsWith(start));
}

/** Removes last words, unless their page has left others in their place meanwhile. */
function forget({ place, text }: Pick<WordsLeft, 'place' | 'text'>): void {
  attempt(() => {
    if (localStorage.getItem(place) === text) localStorage.removeItem(place);
  });
}

/** What the work gives; `undefined` when the browser refuses it. */
export function attempt<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}
