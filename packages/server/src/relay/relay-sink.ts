import type { Failure } from '@holdfast/core';
import type { RelayedEvent } from './relay-event.ts';

/** What became of one event. */
export type RelayVerdict =
  | { readonly outcome: 'done' }
  /** The relay tries again by its own policies, not before `afterMs`. */
  | { readonly outcome: 'retry'; readonly failure: Failure; readonly afterMs?: number }
  /** The sink never sends this event again. With `passes`, the later events of its key do not wait for it. */
  | { readonly outcome: 'dead'; readonly failure: Failure; readonly passes?: boolean }
  /** The sink needs an administrator first, for example because its secret is refused. */
  | { readonly outcome: 'blocked'; readonly failure: Failure };

/**
 * Delivers events to another system: the port that a sink implements. A sink retries at most once by itself; retries,
 * breaker and order belong to the relay.
 */
export interface RelaySink {
  readonly name: string;
  /** The most events of one call. @default 1 */
  readonly maxBatch?: number;
  /**
   * Whether the relay sends a copy of each dead event to the topic `<topic>.dead` of this sink. A broker says yes. A
   * chat or a webhook, whose topics are fixed, says no. @default false
   */
  readonly takesDead?: boolean;
  /**
   * Sends events of one or several keys; those of one key are in order. Resolves with a verdict for each event, in the
   * same order. A sink that cannot deliver an event does not send the later events of its key and gives `retry` for
   * them. When it rejects, the verdict is `retry` for all of them.
   */
  send(
    events: readonly RelayedEvent[],
    context: { readonly signal: AbortSignal },
  ): Promise<readonly RelayVerdict[]>;
  /** Ends connections. */
  close?(): Promise<void>;
}
