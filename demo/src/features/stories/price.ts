import { priceOfWords } from '../../../contract/prices.ts';
import { CHAPTER_WORDS, type StoryDraft } from '../../../contract/story.ts';

/** The most that one chapter of this length can cost, in micro-units. */
export const priceOf = (length: StoryDraft['length']): number =>
  priceOfWords(CHAPTER_WORDS[length]);
