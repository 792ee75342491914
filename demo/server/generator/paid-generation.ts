import { Failure, isFailure, toFailure } from '@holdfast/core';
import { type Platform, sleep, toProblem, webPlatform } from '@holdfast/core/parts';
import type { Generate } from '@holdfast/server';
import type { StreamLog, StreamServer } from '@holdfast/server/parts';
import { PROMPT_REJECTED } from '../../contract/failures.ts';
import { priceOfPortraits, priceOfWords } from '../../contract/prices.ts';
import type { Receipt } from '../../contract/spending.ts';
import { wordCount } from '../../contract/word-count.ts';
import type { Moderation } from '../moderation/moderation.ts';
import type { Settled, SpendingLedger } from '../spending/spending.ts';
import type { GenerationPlaces } from './generation-places.ts';
import { cleanPieces } from './clean-pieces.ts';
import type { Generator, Picture, PicturePrompt, TextPrompt } from './generator.ts';
import { keptText, type KeptText } from './kept-text.ts';
import { firstWords } from './first-words.ts';

export interface PaidGenerationOptions {
  readonly generator: Generator;
  readonly moderation: Moderation;
  readonly spending: Pick<SpendingLedger, 'reserve' | 'settle'>;
  readonly places: GenerationPlaces;
  /** The one stream server of Fireside, and its log. */
  readonly streams: Pick<StreamServer, 'start'>;
  readonly log: Pick<StreamLog, 'find' | 'read'>;
  /** Receives what the generator or the database threw, for the log of the server. */
  readonly report: (thrown: unknown) => void;
  /** @default the ambient clock */
  readonly platform?: Pick<Platform, 'now' | 'schedule'>;
}

/** The id of the receipt is the id of the generation. */
export interface PaidReceipt extends Pick<Receipt, 'what' | 'title'> {
  /** @default the id of the stream */
  readonly id?: string;
}

export interface TextOrder {
  readonly owner: string;
  readonly receipt: PaidReceipt;
  /** The id of the stream is the seed, so that a generation is never the same as an earlier one. */
  readonly prompt: Omit<TextPrompt, 'seed'>;
  /**
   * Runs once the money is reserved and before the stream begins, for example to store where the text will be. When it
   * rejects, nothing is begun and all money is returned. It may run again for the same stream.
   */
  readonly begun?: (stream: { readonly id: string; readonly address: string }) => Promise<void>;
  /**
   * Receives the text when it ends, whatever ends it, before the money is settled. It does not run when the server
   * dies; then `keptText` of the stream log has the text.
   */
  readonly ended?: (end: EndedText) => Promise<void>;
  /**
   * Runs when the end of the stream is in the log, so that `StreamServer.read` gives all text there will ever be. It
   * does not run when the server dies.
   */
  readonly over?: () => Promise<void>;
}

export interface EndedText {
  readonly streamId: string;
  readonly text: string;
  readonly state: Exclude<KeptText['state'], 'running'>;
  /** Why the text is not whole. */
  readonly failure: Failure | undefined;
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
  write(request: Request, order: TextOrder): Promise<Response>;
  /**
   * Draws pictures one after another: moderated, reserved, drawn, kept, and settled by the number of pictures that were
   * kept. Rejects with the failure when there is none.
   */
  draw<TKept>(order: PictureOrder<TKept>): Promise<DrawnPictures<TKept>>;
  /** Resolves when no generation runs and all are settled. Call it after the streams are drained. */
  settled(): Promise<void>;
}

/** The address of a stream below the API. */
export const streamAddress = (id: string): string => `/api/streams/${id}`;

const DRAWING_MS = 5000;
const LOOK_MS = 25;
const LOOKS = 40;

export function createPaidGeneration({
  generator,
  moderation,
  spending,
  places,
  streams,
  log,
  report,
  platform = webPlatform,
}: PaidGenerationOptions): PaidGeneration {
  const running = new Set<Promise<void>>();

  /** Counts a generation as running until the returned function is called. */
  const track = (): (() => void) => {
    let end: (() => void) | undefined;
    const promise = new Promise<void>((resolve) => (end = resolve));
    running.add(promise);
    return () => {
      running.delete(promise);
      end?.();
    };
  };

  const moderate = async (texts: readonly string[]): Promise<void> => {
    const reason = await moderation.check(texts.filter((text) => text !== ''));
    if (reason) throw new Failure(PROMPT_REJECTED, { details: { reason } });
  };

  const settle = async (owner: string, generation: Settled, micros: number): Promise<void> => {
    // The reservation stays when this fails, and the retention settles it by what the log keeps.
    await spending.settle(owner, generation, micros).catch(report);
  };

  /** The text of a stream that is about to end, once its end is in the log. */
  const endedText = async (id: string): Promise<string | undefined> => {
    for (let look = 0; look < LOOKS; look += 1) {
      // oxlint-disable-next-line no-await-in-loop -- one look after another
      const kept = await keptText(log, id, platform.now());
      if (kept?.state !== 'running') return kept?.text;
      // oxlint-disable-next-line no-await-in-loop -- one after another
      await sleep(platform, LOOK_MS);
    }
    return undefined;
  };

  return {
    async write(request, { owner, receipt, prompt, begun, ended, over: onOver }) {
      await moderate(textsOf(prompt));
      const micros = priceOfWords(prompt.words);
      const reservationOf = (stream: string) =>
        ({ id: stream, ...receipt, micros, stream }) as const;
      let leave: (() => void) | undefined;
      let isGenerating = false;

      const admit = async ({ id }: { readonly id: string }): Promise<void> => {
        leave = places.take(owner, generator.expectedMs?.(prompt.words) ?? DRAWING_MS);
        const reservation = reservationOf(id);
        await spending.reserve(owner, reservation);
        try {
          await begun?.({ id, address: streamAddress(id) });
        } catch (error) {
          await settle(owner, reservation, 0);
          throw error;
        }
      };

      const generate: Generate = async function* generate({ id, signal }) {
        isGenerating = true;
        const over = track();
        const reservation = reservationOf(id);
        let text = '';
        let thrown: unknown;
        let isWhole = false;
        try {
          // Reserves once more, because another server that saw no stream yet may have settled the reservation
          // meanwhile.
          await spending.reserve(owner, reservation);
          signal.throwIfAborted();
          const pieces = generator.write({ ...prompt, seed: id }, { signal });
          for await (const piece of firstWords(cleanPieces(pieces), prompt.words)) {
            yield { type: 'delta', text: piece };
            text += piece;
          }
          isWhole = !signal.aborted;
        } catch (error) {
          if (!signal.aborted) thrown = error;
        } finally {
          // A stream that was stopped from outside may lack the last piece. Only its log knows.
          if (!isWhole && thrown === undefined) text = (await endedText(id).catch(report)) ?? text;
          const state = stateOf(isWhole, signal);
          const failure = thrown === undefined ? undefined : toFailure(thrown);
          await ended?.({ streamId: id, text, state, failure }).catch(report);
          await settle(owner, reservation, priceOfWords(wordCount(text)));
          leave?.();
          over();
        }
        yield { type: 'usage', micros: priceOfWords(wordCount(text)) };
        if (thrown === undefined) return;
        // An error without a name is a bug of the generator. The stream server reports it.
        if (!isFailure(thrown) || thrown.status === undefined) throw thrown;
        report(thrown);
        yield { type: 'error', problem: toProblem(thrown) };
      };

      try {
        return await streams.start(request, {
          ...{ owner, generate, admit, estimateMicros: micros, location: streamAddress },
          ...(onOver && { ended: onOver }),
        });
      } finally {
        if (!isGenerating) leave?.();
      }
    },

    async draw({ owner, receipt, prompts, signal, keep }) {
      await moderate(prompts.map(({ description }) => description));
      const leave = places.take(owner, DRAWING_MS * prompts.length);
      const over = track();
      const kept: Awaited<ReturnType<typeof keep>>[] = [];
      try {
        const micros = priceOfPortraits(prompts.length);
        await spending.reserve(owner, { ...receipt, micros });
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
    },

    async settled() {
      while (running.size > 0) await Promise.all(running);
    },
  };
}

/** All texts of a writer in a prompt. */
function textsOf({ people, story, wish }: Omit<TextPrompt, 'seed'>): readonly string[] {
  return [
    wish,
    ...(story ? [story.title, story.setting] : []),
    ...people.flatMap(({ name, role, traits, backstory }) => [name, role, ...traits, backstory]),
  ];
}

function stateOf(isWhole: boolean, { aborted, reason }: AbortSignal): EndedText['state'] {
  if (isWhole) return 'whole';
  return aborted && reason === 'cancelled' ? 'stopped' : 'interrupted';
}
