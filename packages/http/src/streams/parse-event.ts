import { Failure } from '@holdfast/core';
import { STREAM_MALFORMED } from '@holdfast/core/failures';

/** The value of one event. The failure does not keep the parser's message, because that repeats the text. */
export function parseEvent(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    throw new Failure(STREAM_MALFORMED, { details: { reason: 'json' } });
  }
}

/** The value of the last text of a body, if it is whole. */
export function* parseLast(json: string): Generator<unknown, void, void> {
  try {
    yield JSON.parse(json);
  } catch {
    // The text is cut or empty, so the stream was interrupted there.
  }
}
