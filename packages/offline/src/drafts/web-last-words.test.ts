import { expect, it } from 'vitest';
import { draft } from './draft-store.contract.ts';
import { webLastWords } from './web-last-words.ts';

it('a page without `localStorage` keeps no last words, and nothing fails', () => {
  const words = webLastWords('drafts', 1);
  words.put(draft());
  words.forget({ place: '["drafts"]', text: '', record: draft(), isOwn: true });
  expect(words.left('mira', 'character.new')).toEqual([]);
});
