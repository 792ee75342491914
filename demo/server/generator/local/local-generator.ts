import { type Platform, sleep, webPlatform } from '@holdfast/core/parts';
import type { Generator } from '../generator.ts';
import { drawCutout } from './draw-cutout.ts';
import { tell } from './tell.ts';

export interface LocalGeneratorOptions {
  /** 0 writes everything at once. */
  readonly wordsPerSecond: number;
  /** @default the ambient clock */
  readonly platform?: Pick<Platform, 'schedule'>;
}

/**
 * Tells stories by a grammar and draws torn-paper portraits, without a network or a key. The same seed and the same
 * prompt give the same text and the same portrait. A text comes at the pace of a person who reads.
 */
export function createLocalGenerator({
  wordsPerSecond,
  platform = webPlatform,
}: LocalGeneratorOptions): Generator {
  const msPerWord = wordsPerSecond === 0 ? 0 : 1000 / wordsPerSecond;
  const pause = async (words: number, signal: AbortSignal): Promise<void> => {
    signal.throwIfAborted();
    if (msPerWord > 0) await sleep(platform, words * msPerWord, signal);
  };
  return {
    name: 'local',
    expectedMs: (words) => words * msPerWord,
    async *write(prompt, { signal }) {
      for (const piece of inPieces(tell(prompt))) {
        // oxlint-disable-next-line no-await-in-loop -- the pace of the text
        await pause(piece.split(/\s+/).filter(Boolean).length, signal);
        yield piece;
      }
    },
    async draw(prompt, { signal }) {
      // A sitting for portraits takes its time as well.
      await pause(18, signal);
      return drawCutout(prompt);
    },
  };
}

/** Two words at once, each with the space before it, as models send their tokens. */
function inPieces(text: string): readonly string[] {
  return text.match(/\s*\S+(?:[^\S\n]+\S+)?/gu) ?? [];
}
