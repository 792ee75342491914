import { Failure } from '@holdfast/core';
import { ANSWER_TOO_LARGE } from '@holdfast/core/failures';
import type { DecoderOptions } from './stream-format.ts';

/** Gives the data of the events that a text of whole lines completes, in order. */
export type SseReader = (text: string) => Generator<string, void, void>;

/**
 * Reads Server-Sent Events (WHATWG HTML §9.2.6) as far as streams need them: `data` and `retry`. It passes over
 * comments, `event`, `id` and unknown fields. Throws `ANSWER_TOO_LARGE` for an event whose data is longer than
 * `maxEventBytes`.
 */
export function createSseReader({
  maxEventBytes,
  hint,
}: Pick<DecoderOptions, 'maxEventBytes' | 'hint'>): SseReader {
  let data: string | undefined;
  let isAfterCr = false;

  return function* read(text) {
    // Of a CRLF that was cut in two, the LF ends no other line.
    const lines = text.slice(isAfterCr && text.startsWith('\n') ? 1 : 0).split(/\r\n?|\n/);
    isAfterCr = text.endsWith('\r');
    // Nothing follows the last line end.
    lines.pop();
    for (const line of lines) {
      if (line === '') {
        if (data !== undefined) yield data;
        data = undefined;
        continue;
      }
      const colon = line.indexOf(':');
      const field = colon < 0 ? line : line.slice(0, colon);
      const value = colon < 0 ? '' : line.slice(colon + (line[colon + 1] === ' ' ? 2 : 1));
      if (field === 'retry' && /^\d+$/.test(value)) hint(Number(value));
      if (field !== 'data') continue;
      data = data === undefined ? value : `${data}\n${value}`;
      if (data.length > maxEventBytes) throw new Failure(ANSWER_TOO_LARGE);
    }
  };
}
