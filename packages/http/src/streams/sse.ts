import { requireOptions } from '@holdfast/core/parts';
import { followTaken } from './follow-taken.ts';
import { parseEvent, parseLast } from './parse-event.ts';
import { createSseReader } from './read-sse.ts';
import type { DecoderOptions, StreamDecoder, StreamFormat } from './stream-format.ts';
import { createTextReader } from './text-reader.ts';

export interface SseOptions {
  /**
   * The data with which the server ends the stream, such as `[DONE]`. It counts as the `done` envelope of a stream
   * that has none. @default only a `done` envelope ends it
   */
  readonly done?: string;
}

/**
 * Server-Sent Events: the envelope is the `data` of an event; a comment and an event with empty data are
 * heartbeats. The envelope holds the values of `id` and `event` as well, and the reader takes them from there,
 * because an `id` line also counts for all events after it.
 */
export const sse: StreamFormat = sseFormat();

/** `sse` for servers with another end mark. */
export function sseFormat(options: SseOptions = {}): StreamFormat {
  requireOptions('sseFormat', options, { done: 'a text that is not empty?' });
  const { done } = options;
  return { mediaType: 'text/event-stream', decoder: (rules) => createDecoder(rules, done) };
}

function createDecoder(
  { maxEventBytes, hint, taken }: DecoderOptions,
  done: string | undefined,
): StreamDecoder {
  const readText = createTextReader(maxEventBytes);
  const readEvents = createSseReader(maxEventBytes);
  const ended = done === undefined ? undefined : followTaken(taken);

  function* valuesOf(
    text: string,
    parse: (json: string) => Iterable<unknown>,
  ): Generator<unknown, void, void> {
    for (const one of readEvents(text)) {
      if (typeof one === 'number') {
        hint(one);
        continue;
      }
      if (typeof one !== 'string') throw one;
      // Blanks around the data mean nothing, as around JSON.
      const data = one.trim();
      if (data === done) yield ended?.done();
      else if (data !== '') {
        for (const value of parse(data)) {
          ended?.note(value);
          yield value;
        }
      }
    }
  }
  function* decode(chunk: Uint8Array): Generator<unknown, void, void> {
    for (const text of readText(chunk)) yield* valuesOf(text, (json) => [parseEvent(json)]);
  }
  function* end(): Generator<unknown, void, void> {
    // A number that was cut has another value.
    const rest = readText.rest();
    yield* valuesOf(`${rest.startsWith('data') ? rest : ''}\n\n`, parseLast);
  }
  return Object.assign(decode, { end });
}
