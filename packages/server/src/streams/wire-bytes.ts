import { Failure } from '@holdfast/core';
import { utf8Length } from '@holdfast/core/parts';
import { catalogue } from '@holdfast/core/failures';
import type { NewEvent } from './new-event.ts';

/** The longest event of a stream, encoded as a line or as a server-sent event: `docs/contract.md`. */
export const MAX_EVENT_BYTES = 1_048_576;

// `"seq":…,"offset":…` of the largest whole numbers, and `id: …`, `event: ` and `data: ` with their line ends.
const FRAME_BYTES = 49 + 37;

/** How many bytes an event has on the wire at most, before the log has given it its place. */
export function wireBytes(event: NewEvent): number {
  // `stringify` escapes halves of characters, so every text has a length.
  const json = utf8Length(JSON.stringify(event)) ?? 0;
  return json + (utf8Length(event.type) ?? 3 * event.type.length) + FRAME_BYTES;
}

/** The reason why an event may not be written; `undefined` when it may. */
export function tooLong(event: NewEvent, bytes: number = wireBytes(event)): Failure | undefined {
  if (bytes <= MAX_EVENT_BYTES) return undefined;
  const details = { limitBytes: MAX_EVENT_BYTES };
  return new Failure(catalogue.BODY_TOO_LARGE, { effect: 'none', details });
}

/** Throws `BODY_TOO_LARGE` when one of the events may not be written. */
export function refuseTooLong(events: readonly NewEvent[]): void {
  for (const event of events) {
    // JSON makes at most six bytes of a character, so most texts need no second look.
    const isShort = event.type === 'delta' && lengthOf(event) < SURELY_SHORT;
    const failure = isShort ? undefined : tooLong(event);
    if (failure) throw failure;
  }
}

const SURELY_SHORT = 150_000;

/** Characters of a text with nothing beside it. */
function lengthOf(event: NewEvent): number {
  const { text } = event as { readonly text?: unknown };
  return typeof text === 'string' && Object.keys(event).length === 2 ? text.length : Infinity;
}
