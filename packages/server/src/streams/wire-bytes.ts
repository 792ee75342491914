import { utf8Length } from '@holdfast/core';
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
