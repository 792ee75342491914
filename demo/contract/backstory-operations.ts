import { defineStream } from '@holdfast/core';
import { BACKSTORY_WORDS, BackstoryWish } from './backstory.ts';
import { priceOfWords } from './prices.ts';

/** Writes a backstory, or goes on with one. The server keeps each word before it sends it. */
export const writeBackstory = defineStream('backstory.write', {
  input: BackstoryWish,
  request: (wish) => ({ method: 'POST', path: 'backstories', json: wish }),
  cost: () => priceOfWords(BACKSTORY_WORDS),
});
