import { type Platform, webPlatform } from '@holdfast/core/parts';
import {
  createCircuitBreaker,
  deadline,
  exponentialBackoff,
  nameThrown,
  pipeline,
  retry,
  timeout,
} from '@holdfast/core/policies';
import type { Generator } from '../generator.ts';
import type { OpenAiSettings } from '../generator-settings.ts';
import { chatMessages } from './chat-messages.ts';
import { openText } from './open-text.ts';
import { generatorFailure } from './openai-failures.ts';
import { pictureIn, picturePrompt } from './openai-pictures.ts';
import { fetchJson } from './fetch-json.ts';

export interface OpenAiGeneratorOptions extends Omit<OpenAiSettings, 'kind'> {
  /** How long a server may take for the first word. @default 20_000 */
  readonly firstWordMs?: number;
  /** The longest silence within a text. @default 15_000 */
  readonly stallMs?: number;
  /** @default 60_000 */
  readonly pictureMs?: number;
  /** The wait before the first repetition. @default 500 */
  readonly retryMs?: number;
  /** @default the ambient clock */
  readonly platform?: Pick<Platform, 'now' | 'monotonic' | 'random' | 'schedule'>;
}

/** A model writes about this many words in a second. */
const WORDS_PER_SECOND = 30;
/** A word has at most this many tokens, also in German. */
const TOKENS_PER_WORD = 3;

/**
 * Writes and draws by any server that speaks the API of OpenAI. Requests are repeated only before the first word. A
 * server that keeps failing is left alone for a while.
 */
export function createOpenAiGenerator({
  firstWordMs = 20_000,
  stallMs = 15_000,
  pictureMs = 60_000,
  retryMs = 500,
  platform = webPlatform,
  ...server
}: OpenAiGeneratorOptions): Generator {
  const around = (ms: number) =>
    pipeline(
      { platform, calls: 'reads', toFailure: nameThrown },
      deadline({ totalMs: 2 * ms }),
      retry({ maxAttempts: 3, maxHintMs: 2000, backoff: exponentialBackoff({ firstMs: retryMs }) }),
      // Each kind of work has a circuit of its own: a model that draws may fail alone.
      createCircuitBreaker({ maxOpenMs: 30_000 }),
      timeout({ ms }),
    );
  const writing = around(firstWordMs);
  const drawing = around(pictureMs);
  return {
    name: 'openai',
    expectedMs: (words) => 1000 + (words / WORDS_PER_SECOND) * 1000,
    async *write(prompt, { signal }) {
      const body = {
        ...{ model: server.textModel, stream: true, messages: chatMessages(prompt) },
        max_tokens: prompt.words * TOKENS_PER_WORD,
      };
      const text = await writing(
        (call) => openText({ ...server, body, opening: call.signal, signal, stallMs, platform }),
        { signal },
      ).catch((error: unknown) => {
        throw generatorFailure(error);
      });
      yield text.first;
      yield* text.rest;
    },
    async draw(prompt, { signal }) {
      const body = { model: server.imageModel, prompt: picturePrompt(prompt), n: 1 };
      try {
        return await drawing(
          async (call) =>
            pictureIn(
              await fetchJson({ ...server, path: 'images/generations', body, signal: call.signal }),
            ),
          { signal },
        );
      } catch (error) {
        throw generatorFailure(error);
      }
    },
  };
}
