import { Failure } from '@holdfast/core';
import { webUtf8 } from '@holdfast/core/parts';
import { ANSWER_TOO_LARGE, STREAM_MALFORMED } from '@holdfast/core/failures';

export interface TextReader {
  /** Gives the text that a chunk completes. Do not call it again after it has thrown. */
  (chunk: Uint8Array): Generator<string, void, void>;
  /** The text after the last line end; `''` when it ends within a character. */
  rest(): string;
}

const LF = 10;
const CR = 13;
const MARK = '\ufeff';

/**
 * Turns bytes that come in any pieces into text of whole lines: each piece of text ends with LF or CR, and of a
 * CRLF that was cut in two the LF begins the next. Text without a line end is the rest. One byte order mark at
 * the very beginning is no text. Throws `STREAM_MALFORMED` for a line that is not UTF-8 and `ANSWER_TOO_LARGE`
 * for one of more than `maxBytes`, after the lines before it were given. It holds no more than the one line
 * that has not come to its end.
 */
export function createTextReader(maxBytes: number): TextReader {
  const decodeUtf8 = webUtf8();
  let held = new Uint8Array(256);
  let heldBytes = 0;
  let isFirst = true;

  function hold(bytes: Uint8Array): void {
    const needed = heldBytes + bytes.length;
    if (needed > held.length) {
      // Doubled, so that a line which comes byte by byte is not copied with every byte.
      const larger = new Uint8Array(Math.max(needed, 2 * held.length));
      larger.set(held.subarray(0, heldBytes));
      held = larger;
    }
    held.set(bytes, heldBytes);
    heldBytes = needed;
  }

  function decode(bytes: Uint8Array): string {
    const text = decodeUtf8(bytes);
    const isMarked = isFirst && text.startsWith(MARK);
    isFirst = false;
    return isMarked ? text.slice(1) : text;
  }

  function* lineByLine(lines: Uint8Array): Generator<string, void, void> {
    let from = 0;
    for (const [at, byte] of lines.entries()) {
      if (byte !== LF && byte !== CR) continue;
      const line = lines.subarray(from, at + 1);
      from = at + 1;
      if (line.length > maxBytes) throw new Failure(ANSWER_TOO_LARGE);
      let text: string;
      try {
        text = decode(line);
      } catch {
        throw new Failure(STREAM_MALFORMED, { details: { reason: 'utf-8' } });
      }
      yield text;
    }
  }

  function* read(chunk: Uint8Array): Generator<string, void, void> {
    const end = Math.max(chunk.lastIndexOf(LF), chunk.lastIndexOf(CR)) + 1;
    if (end > 0) {
      let lines = chunk.subarray(0, end);
      if (heldBytes > 0) {
        hold(lines);
        lines = held.subarray(0, heldBytes);
        heldBytes = 0;
      }
      // Decoding all lines at once is many times faster. Decoding line by line only finds the wrong line.
      let text: string | undefined;
      try {
        if (lines.length <= maxBytes) text = decode(lines);
      } catch {
        // The lines are decoded one by one below.
      }
      if (text === undefined) yield* lineByLine(lines);
      else yield text;
    }
    hold(chunk.subarray(end));
    if (heldBytes > maxBytes) throw new Failure(ANSWER_TOO_LARGE);
  }

  function rest(): string {
    try {
      return decode(held.subarray(0, heldBytes));
    } catch {
      return '';
    }
  }

  return Object.assign(read, { rest });
}
