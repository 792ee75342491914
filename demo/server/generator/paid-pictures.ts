import { type Failure, toFailure } from '@holdfast/core';
import { priceOfPortraits } from '../../contract/prices.ts';
import type { GenerationPlaces } from './generation-places.ts';
import type { Generator, Picture, PicturePrompt } from './generator.ts';
import type { PaidReceipt, PaidWork } from './paid-work.ts';

export interface PaidPicturesOptions {
  readonly generator: Pick<Generator, 'draw'>;
  readonly places: GenerationPlaces;
  /** Receives what the generator or the database threw, for the log of the server. */
  readonly report: (thrown: unknown) => void;
}

export interface PictureOrder<TKept> {
  readonly owner: string;
  readonly receipt: PaidReceipt & { readonly id: string };
  readonly prompts: readonly PicturePrompt[];
  readonly signal: AbortSignal;
  /** Stores one picture. The writer pays for a picture only when this fulfils. */
  readonly keep: (picture: Picture, index: number) => Promise<TKept>;
}

export interface DrawnPictures<TKept> {
  readonly kept: readonly TKept[];
  /** Why there are fewer pictures than prompts. */
  readonly failure: Failure | undefined;
}

export type DrawPictures = <TKept>(order: PictureOrder<TKept>) => Promise<DrawnPictures<TKept>>;

/** How long a picture takes, for the queue of writers. */
const DRAWING_MS = 5000;

export function createPaidPictures(
  { moderate, reserve, settle, track }: PaidWork,
  { generator, places, report }: PaidPicturesOptions,
): DrawPictures {
  return async ({ owner, receipt, prompts, signal, keep }) => {
    await moderate(prompts.map(({ description }) => description));
    const leave = places.take(owner, DRAWING_MS * prompts.length);
    const over = track();
    const kept: Awaited<ReturnType<typeof keep>>[] = [];
    try {
      const micros = priceOfPortraits(prompts.length);
      await reserve(owner, { ...receipt, micros });
      let failure: Failure | undefined;
      try {
        for (const [index, prompt] of prompts.entries()) {
          // oxlint-disable-next-line no-await-in-loop -- a sitting takes one place of the generator
          const picture = await generator.draw(prompt, { signal });
          // oxlint-disable-next-line no-await-in-loop -- one after another
          kept.push(await keep(picture, index));
        }
      } catch (error) {
        failure = toFailure(error);
        if (!signal.aborted) report(failure);
      }
      await settle(owner, receipt, priceOfPortraits(kept.length));
      if (failure && kept.length === 0) throw failure;
      return { kept, failure };
    } finally {
      leave();
      over();
    }
  };
}
