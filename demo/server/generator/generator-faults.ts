import { Failure } from '@holdfast/core';
import { type Platform, sleep, webPlatform } from '@holdfast/core/parts';
import { GENERATOR_GONE, GENERATOR_STOPPED } from '../../contract/failures.ts';
import { wordCount } from '../../contract/word-count.ts';
import type { Generator } from './generator.ts';

/** The fault of one call of the generator. */
export interface GeneratorFault {
  /** The delay before the first word or the picture. */
  readonly latencyMs?: number;
  /** The generator does not answer at all. */
  readonly dead?: boolean;
  /** The generator ends after this many words. */
  readonly cutAfterWords?: number;
}

/** Gives the fault of each call. The fault lab of a development server sets it; others have none. */
export type GeneratorFaults = (call: 'write' | 'draw') => GeneratorFault | undefined;

/** Makes a generator breakable. */
export function withFaults(
  generator: Generator,
  faults: GeneratorFaults,
  platform: Pick<Platform, 'schedule'> = webPlatform,
): Generator {
  const begin = async (
    { latencyMs = 0, dead = false }: GeneratorFault,
    signal: AbortSignal,
  ): Promise<void> => {
    if (latencyMs > 0) await sleep(platform, latencyMs, signal);
    if (dead) throw new Failure(GENERATOR_GONE, { details: { reason: 'unreachable' } });
  };
  return {
    ...generator,
    async *write(prompt, { signal }) {
      const fault = faults('write') ?? {};
      await begin(fault, signal);
      const { cutAfterWords = Number.POSITIVE_INFINITY } = fault;
      let text = '';
      for await (const piece of generator.write(prompt, { signal })) {
        text += piece;
        if (wordCount(text) > cutAfterWords) {
          throw new Failure(GENERATOR_STOPPED, { details: { reason: 'cut' } });
        }
        yield piece;
      }
    },
    async draw(prompt, { signal }) {
      await begin(faults('draw') ?? {}, signal);
      return generator.draw(prompt, { signal });
    },
  };
}
