import { Failure } from '@holdfast/core';
import { ANSWER_TOO_LARGE } from '@holdfast/core/failures';
import { createParser } from 'eventsource-parser';
import { parseEvent, parseLast } from './parse-event.ts';
import type { DecoderOptions, StreamDecoder, StreamFormat } from './stream-format.ts';
import { createTextReader } from './text-reader.ts';
import { followTaken } from './follow-taken.ts';

export interface SseOptions {
  /**
   * The data with which the server says that the stream is over, such as `[DONE]`. It counts as the `done`
   * of a stream that had none before. @default only a `done` envelope says so
   */
  readonly done?: string;
}

// The parser would drop a byte order mark, and the text reader has dropped it already.
const MARK = '\ufeff';

/**
 * Server-Sent Events (WHATWG HTML §9.2): the envelope is the `data` of an event; a comment and an event with
 * empty data are heartbeats. The envelope holds the values of `id` and `event` as well, and they are read
 * there, because an `id` line also counts for all events after it and would have to be remembered.
 */
export const sse: StreamFormat = sseFormat();

/** `sse` for servers with another end mark. */
export function sseFormat({ done }: SseOptions = {}): StreamFormat {
  return { mediaType: 'text/event-stream', decoder: (options) => createDecoder(options, done) };
}

function createDecoder(
  { maxEventBytes, hint, taken }: DecoderOptions,
  done: string | undefined,
): StreamDecoder {
  const read = createTextReader(maxEventBytes);
  const ended = done === undefined ? undefined : followTaken(taken);
  // The findings of the parser, in order: the data of events, and waiting times.
  let found: (string | number)[] = [];
  let isTooLarge = false;
  const take = (one: string | number): void => void (isTooLarge || found.push(one));
  const parser = createParser({
    maxBufferSize: maxEventBytes,
    onEvent({ data }) {
      // An event that came whole was never buffered, so the parser has not measured it.
      isTooLarge ||= data.length > maxEventBytes;
      take(data);
    },
    onRetry: take,
    onError({ type }) {
      isTooLarge ||= type === 'max-buffer-size-exceeded';
    },
  });
  parser.feed(MARK);

  function* valuesOf(
    text: string,
    parse: (json: string) => Iterable<unknown>,
  ): Generator<unknown, void, void> {
    parser.feed(text);
    const complete = found;
    found = [];
    for (const one of complete) {
      if (typeof one === 'number') {
        hint(one);
        continue;
      }
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
    for (const text of read(chunk)) {
      yield* valuesOf(text, (json) => [parseEvent(json)]);
      if (isTooLarge) throw new Failure(ANSWER_TOO_LARGE);
    }
  }
  function* end(): Generator<unknown, void, void> {
    // A number that was cut has another value.
    const rest = read.rest();
    if (!isTooLarge) yield* valuesOf(`${rest.startsWith('data') ? rest : ''}\n\n`, parseLast);
  }
  return Object.assign(decode, { end });
}
