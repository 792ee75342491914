import { type Failure, isFailure, toFailure } from '@holdfast/core';
import { type Platform, sleep, toProblem } from '@holdfast/core/parts';
import type { Generate } from '@holdfast/server';
import type { StreamLog, StreamServer } from '@holdfast/server/parts';
import { priceOfWords } from '../../contract/prices.ts';
import { wordCount } from '../../contract/word-count.ts';
import { cleanPieces } from './clean-pieces.ts';
import { firstWords } from './first-words.ts';
import type { GenerationPlaces } from './generation-places.ts';
import type { Generator, TextPrompt } from './generator.ts';
import { keptText, type KeptText } from './kept-text.ts';
import type { PaidReceipt, PaidWork } from './paid-work.ts';

export interface PaidTextOptions {
  readonly generator: Pick<Generator, 'write' | 'expectedMs'>;
  readonly places: GenerationPlaces;
  /** The one stream server of Fireside, and its log. */
  readonly streams: Pick<StreamServer, 'start'>;
  readonly log: Pick<StreamLog, 'find' | 'read'>;
  /** Receives what the generator or the database threw, for the log of the server. */
  readonly report: (thrown: unknown) => void;
  readonly platform: Pick<Platform, 'now' | 'schedule'>;
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

export type WriteText = (request: Request, order: TextOrder) => Promise<Response>;

/** The address of a stream below the API. */
export const streamAddress = (id: string): string => `/api/streams/${id}`;

/** How long a text takes when the generator does not say. */
const WRITING_MS = 5000;
const LOOK_MS = 25;
const LOOKS = 40;

export function createPaidText(
  { moderate, reserve, settle, track }: PaidWork,
  { generator, places, streams, log, report, platform }: PaidTextOptions,
): WriteText {
  /** The text of a stream that ends just now, once its end is in the log. */
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

  return async (request, { owner, receipt, prompt, begun, ended, over: onOver }) => {
    await moderate(textsOf(prompt));
    const micros = priceOfWords(prompt.words);
    const reservationOf = (stream: string) => ({ id: stream, ...receipt, micros, stream }) as const;
    let leave: (() => void) | undefined;
    let isGenerating = false;

    const admit = async ({ id }: { readonly id: string }): Promise<void> => {
      leave = places.take(owner, generator.expectedMs?.(prompt.words) ?? WRITING_MS);
      const reservation = reservationOf(id);
      await reserve(owner, reservation);
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
        // Once more: another server may have settled the reservation since, because it saw no stream yet.
        await reserve(owner, reservation);
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
      // Anything without a name is a bug of the generator. The stream server reports it.
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
  };
}

/** Everything in a prompt that a writer wrote. */
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
