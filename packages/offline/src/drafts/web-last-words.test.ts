import { expect, it } from 'vitest';
import { draft } from './draft-store.contract.ts';
import { webLastWords } from './web-last-words.ts';

it('a page without `localStorage` keeps no last words, and nothing fails', () => {
  const words = webLastWords('drafts');
  words.put(draft());
  words.remove('mira', 'character.new');
  expect(words.get('mira', 'character.new')).toBeUndefined();
});
