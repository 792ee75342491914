import { ANSWER_TOO_LARGE, Failure } from '@holdfast/core';
import { createParser } from 'eventsource-parser';
import { parseEvent } from './parse-event.ts';
import type { StreamFormat } from './stream-format.ts';
import { createTextReader } from './text-reader.ts';

/**
 * Server-Sent Events (WHATWG HTML §9.2): the envelope is the `data` of an event; a comment is a
 * heartbeat. What `id` and `event` say is in the envelope as well and is read there: an `id` counts
 * for all events after it too, and would have to be remembered.
 */
export const sse: StreamFormat = {
  mediaType: 'text/event-stream',
  decoder({ maxEventBytes, hint }) {
    const read = createTextReader(maxEventBytes);
    // What the parser came upon, in order: the data of events, and waiting times.
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
    return function* decode(chunk) {
      for (const text of read(chunk)) {
        parser.feed(text);
        const complete = found;
        found = [];
        for (const one of complete) {
          if (typeof one === 'number') hint(one);
          else yield parseEvent(one);
        }
        if (isTooLarge) throw new Failure(ANSWER_TOO_LARGE);
      }
    };
  },
};
