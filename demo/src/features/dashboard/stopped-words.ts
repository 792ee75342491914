import type { Story } from '../../../contract/story.ts';
import { wordCount } from '../../../contract/word-count.ts';

/** The number of words that the last take of a story has, when it stopped before its end. */
export function stoppedWords(story: Story | undefined): number | undefined {
  const last = story?.chapters.at(-1)?.takes.at(-1);
  if (last?.state !== 'stopped' && last?.state !== 'interrupted') return undefined;
  return wordCount(last.text);
}
