import { webPlatform } from '@holdfast/core/parts';
import {
  createPaidPictures,
  type DrawPictures,
  type PaidPicturesOptions,
} from './paid-pictures.ts';
import { createPaidText, type PaidTextOptions, type WriteText } from './paid-text.ts';
import { createPaidWork, type PaidWorkOptions } from './paid-work.ts';

export interface PaidGenerationOptions
  extends PaidWorkOptions, PaidPicturesOptions, Omit<PaidTextOptions, 'platform'> {
  readonly generator: PaidTextOptions['generator'] & PaidPicturesOptions['generator'];
  /** @default the ambient clock */
  readonly platform?: PaidTextOptions['platform'];
}

/** Runs generations that writers pay for. */
export interface PaidGeneration {
  /**
   * Answers a request with a stream of text: the prompt is moderated, a place is taken and the price reserved, then the
   * stream begins; when it ends, for whatever reason, the writer pays for the words that are kept and gets the rest
   * back. A request with the same `Idempotency-Key` attaches to the stream and pays nothing.
   *
   * Rejects before anything is begun: `PROMPT_REJECTED`, `GENERATOR_BUSY`, `BUDGET_EXCEEDED`, and everything that
   * `StreamServer.start` and `begun` reject with. Later failures are the last event of the stream.
   */
  readonly write: WriteText;
  /**
   * Draws pictures one after another: moderated, reserved, drawn, kept, and settled by the number of pictures that were
   * kept. Rejects with the failure when there is none.
   */
  readonly draw: DrawPictures;
  /** Resolves when no generation runs and all are settled. Call it after the streams are drained. */
  settled(): Promise<void>;
}

export function createPaidGeneration({
  platform = webPlatform,
  ...options
}: PaidGenerationOptions): PaidGeneration {
  const work = createPaidWork(options);
  return {
    write: createPaidText(work, { ...options, platform }),
    draw: createPaidPictures(work, options),
    settled: work.settled,
  };
}
