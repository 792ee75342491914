import type { Severity } from '../failures/failure-kind.ts';
import { utf8Length } from '../streams/utf8-length.ts';
import type { TelemetryEvent } from './telemetry-event.ts';

/** An event on its way, with an id by which a receiver recognises an event that it already has. */
export interface BeaconEvent {
  readonly id: string;
  readonly severity: Severity;
  readonly event: TelemetryEvent;
  /** The release of the app in the page that made the event. */
  readonly release?: string | undefined;
  /** A random word of the page that made the event. It counts pages, and leads to no user. */
  readonly session?: string | undefined;
}

// `stringify` escapes halves of characters, so every text has a length.
const sizeOf = (text: string): number => (utf8Length(text) ?? 0) + 1;

const ORDER: readonly Severity[] = ['debug', 'info', 'warning', 'critical'];

/** The waiting events to keep when at most `max` may wait. The oldest of the least severe events are dropped. */
export function dropTo(
  waiting: readonly BeaconEvent[],
  max: number,
): { readonly kept: readonly BeaconEvent[]; readonly dropped: readonly BeaconEvent[] } {
  const surplus = waiting.length - max;
  if (surplus <= 0) return { kept: waiting, dropped: [] };
  const dropped = new Set(
    waiting
      .toSorted((left, right) => ORDER.indexOf(left.severity) - ORDER.indexOf(right.severity))
      .slice(0, surplus),
  );
  return { kept: waiting.filter((one) => !dropped.has(one)), dropped: [...dropped] };
}

export interface Batch {
  readonly body: string;
  readonly ids: readonly string[];
}

/**
 * The next events to send, oldest first, as one body of at most `maxBytes`; `undefined` when nothing waits. All events
 * of a batch come from one page, so the body says release and session once. Of an event that alone is larger than
 * `maxBytes`, or that JSON cannot hold, the body has only the type and the time.
 */
export function nextBatch(waiting: readonly BeaconEvent[], maxBytes: number): Batch | undefined {
  const [first] = waiting;
  if (!first) return undefined;
  const { release, session } = first;
  const head = JSON.stringify({ release, session, events: [] }).slice(0, -2);
  const items: string[] = [];
  const ids: string[] = [];
  // Each item except the first has a comma before it, so one byte of the end of the head is already counted.
  let bytes = sizeOf(head);
  for (const one of waiting) {
    const { id, severity, event } = one;
    const { type, at, incidentId } = event;
    if (one.release !== release || one.session !== session) break;
    let item = textOf({ id, severity, event });
    if (!item || (items.length === 0 && bytes + sizeOf(item) > maxBytes)) {
      item = JSON.stringify({ id, severity, event: { type, at, incidentId } });
    }
    bytes += sizeOf(item);
    if (items.length > 0 && bytes > maxBytes) break;
    items.push(item);
    ids.push(id);
  }
  return { body: `${head}${items.join(',')}]}`, ids };
}

/** The JSON of an event; `''` when it has none, as with a `BigInt` of the app's own in it. */
function textOf(one: BeaconEvent): string {
  try {
    return JSON.stringify(one);
  } catch {
    return '';
  }
}
