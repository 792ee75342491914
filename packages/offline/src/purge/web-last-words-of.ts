import { attempt, placeOf } from '../drafts/web-last-words.ts';

/** The keys of the drafts of which a page left its last words in `localStorage` for an owner. */
export function webLastWordsOf(name: string, owner: string): readonly string[] {
  const first = placeOf(name, owner, '').slice(0, -'""]'.length);
  const keys = attempt(() => Object.keys(localStorage)) ?? [];
  return keys
    .filter((key) => key.startsWith(first))
    .flatMap((key) => attempt(() => String((JSON.parse(key) as unknown[])[2])) ?? []);
}
