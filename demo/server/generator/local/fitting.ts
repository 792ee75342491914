import { wordCount } from '../../../contract/word-count.ts';

/** The texts for which there is room, the most important first. */
export function fitting(texts: readonly string[], words: number): readonly string[] {
  let left = words;
  return texts.filter((text) => {
    const count = wordCount(text);
    if (count > left) return false;
    left -= count;
    return true;
  });
}
