import { expect, it } from 'vitest';
import type { Story, Take } from '../../../contract/story.ts';
import { stoppedWords } from './stopped-words.ts';

const storyOf = (...states: readonly Take['state'][]): Story =>
  ({
    chapters: [{ takes: states.map((state) => ({ state, text: 'She counts  the\nstairs.' })) }],
  }) as unknown as Story;

it('counts the words of a story that stopped, and of no other', () => {
  expect(stoppedWords(storyOf('whole', 'interrupted'))).toBe(4);
  expect(stoppedWords(storyOf('stopped'))).toBe(4);
  expect(stoppedWords(storyOf('stopped', 'whole'))).toBeUndefined();
  expect(stoppedWords(storyOf('streaming'))).toBeUndefined();
  expect(stoppedWords(storyOf())).toBeUndefined();
  expect(stoppedWords(undefined)).toBeUndefined();
});
