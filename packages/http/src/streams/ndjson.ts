import { parseEvent, parseLast } from './parse-event.ts';
import type { StreamFormat } from './stream-format.ts';
import { createTextReader } from './text-reader.ts';

/** Newline-delimited JSON: each line is an envelope, and a blank line is a heartbeat. */
export const ndjson: StreamFormat = {
  mediaType: 'application/x-ndjson',
  decoder({ maxEventBytes }) {
    const read = createTextReader(maxEventBytes);
    function* decode(chunk: Uint8Array): Generator<unknown, void, void> {
      for (const text of read(chunk)) {
        for (const line of text.split(text.includes('\r') ? /[\r\n]/ : '\n')) {
          if (line.trim() !== '') yield parseEvent(line);
        }
      }
    }
    return Object.assign(decode, { end: () => parseLast(read.rest()) });
  },
};
