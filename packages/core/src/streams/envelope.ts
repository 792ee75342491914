import type { Problem } from '../exchange/problem/problem.ts';

/** Why a stream ended before it was done, as a short code. Only a `server-stopping` stream may go on after resuming. */
export type InterruptionReason =
  'generator-failed' | 'server-lost' | 'cancelled' | 'server-stopping' | (string & {});

/**
 * An event of the protocol itself: one JSON object, the same in every format. `seq` counts all events of a stream
 * from 1 without gaps, the app's own included. `offset` counts the UTF-8 bytes of all text before the event, so a
 * server cuts a text between code points, never within one.
 */
export type ProtocolEnvelope = { readonly seq: number } & (
  | { readonly type: 'start'; readonly id: string; readonly estimateMicros?: number }
  | { readonly type: 'delta'; readonly offset: number; readonly text: string }
  /** The cost so far, in integer micro-units. */
  | { readonly type: 'usage'; readonly micros: number }
  | { readonly type: 'done'; readonly offset: number; readonly reason?: string }
  | { readonly type: 'interrupted'; readonly offset: number; readonly reason: InterruptionReason }
  | { readonly type: 'error'; readonly problem: Problem }
);

/** An event of the app itself: any other `type`, and whatever members its schema wants. */
export interface OwnEnvelope {
  readonly seq: number;
  readonly type: string;
  readonly [member: string]: unknown;
}

/** An event of a stream as it is on the wire. */
export type StreamEnvelope = ProtocolEnvelope | OwnEnvelope;

/** The only reason after which the server still has more. */
const SERVER_STOPPING = 'server-stopping';

/** Whether a stream ends with this event. A body that ends without such an event was interrupted. */
export function isTerminal({
  type,
  reason,
}: {
  readonly type: string;
  readonly reason?: unknown;
}): boolean {
  return (
    type === 'done' || type === 'error' || (type === 'interrupted' && reason !== SERVER_STOPPING)
  );
}
