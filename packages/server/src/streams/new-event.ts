import {
  isTerminal,
  type ProtocolEnvelope,
  type StreamEnvelope,
  utf8Length,
} from '@holdfast/core/parts';

type Unplaced<TEnvelope> = TEnvelope extends unknown ? Omit<TEnvelope, 'seq' | 'offset'> : never;

/** An event of the protocol before the log has given it its place. */
export type NewProtocolEvent = Unplaced<ProtocolEnvelope>;

/** An event before the log has given it its place: one of the protocol, or one of the app's own. */
export type NewEvent =
  NewProtocolEvent | { readonly type: string; readonly [member: string]: unknown };

/** The position of a stream: its last event, and the UTF-8 bytes of its text. */
export interface StreamPosition {
  readonly seq: number;
  readonly offset: number;
}

const PLACED: ReadonlySet<string> = new Set(['delta', 'done', 'interrupted']);

/** Gives events their places, counted from the position of the stream. */
export function placeEvents(
  { seq, offset }: StreamPosition,
  events: readonly NewEvent[],
): readonly StreamEnvelope[] {
  let bytes = offset;
  return events.map((event, index) => {
    const placed = {
      ...event,
      seq: seq + index + 1,
      ...(PLACED.has(event.type) && { offset: bytes }),
    };
    bytes += bytesOf(event);
    return placed;
  });
}

/** The position of a stream after these events. */
export function lengthOf(events: readonly NewEvent[]): StreamPosition {
  return { seq: events.length, offset: events.reduce((sum, event) => sum + bytesOf(event), 0) };
}

/** Whether nothing may follow these events. */
export function endsStream(events: readonly NewEvent[]): boolean {
  return events.some(isTerminal);
}

function bytesOf(event: NewEvent): number {
  return event.type === 'delta' ? (utf8Length(textOf(event)) ?? 0) : 0;
}

export function textOf(event: NewEvent): string {
  const { text } = event as { readonly text?: unknown };
  return typeof text === 'string' ? text : '';
}
