import { readLastWords, type LastWords } from './last-words.ts';

/**
 * Last words in `localStorage`, the only storage in which a write of a page is certain while the user leaves the page.
 * Where there is none, or it is full, nothing is kept and nothing fails.
 */
export function webLastWords(name: string): LastWords {
  const at = (owner: string, key: string): string => JSON.stringify([name, owner, key]);
  return {
    put(record) {
      attempt(() => localStorage.setItem(at(record.owner, record.key), JSON.stringify(record)));
    },
    get: (owner, key) =>
      attempt(() =>
        readLastWords(JSON.parse(localStorage.getItem(at(owner, key)) ?? ''), owner, key),
      ),
    keysOf(owner) {
      const first = at(owner, '').slice(0, -'""]'.length);
      const keys = attempt(() => Object.keys(localStorage)) ?? [];
      return keys
        .filter((key) => key.startsWith(first))
        .flatMap((key) => attempt(() => String((JSON.parse(key) as unknown[])[2])) ?? []);
    },
    remove(owner, key) {
      attempt(() => localStorage.removeItem(at(owner, key)));
    },
  };
}

function attempt<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}
