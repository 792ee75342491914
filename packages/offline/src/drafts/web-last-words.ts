import { readLastWords, type LastWords } from './last-words.ts';

/**
 * Last words in `localStorage`, the only storage in which a write of a page is certain while the user leaves the page.
 * Where there is none, or it is full, nothing is kept and nothing fails.
 */
export function webLastWords(name: string): LastWords {
  const at = (owner: string, key: string): string => placeOf(name, owner, key);
  return {
    put(record) {
      attempt(() => localStorage.setItem(at(record.owner, record.key), JSON.stringify(record)));
    },
    get: (owner, key) =>
      attempt(() =>
        readLastWords(JSON.parse(localStorage.getItem(at(owner, key)) ?? ''), owner, key),
      ),
    remove(owner, key) {
      attempt(() => localStorage.removeItem(at(owner, key)));
    },
  };
}

/** The key under which the last words of a draft are kept. */
export function placeOf(name: string, owner: string, key: string): string {
  return JSON.stringify([name, owner, key]);
}

/** What the work gives; `undefined` when the browser refuses it. */
export function attempt<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}
