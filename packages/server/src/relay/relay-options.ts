import type { Observable } from '@holdfast/core';
import type { Platform } from '@holdfast/core/parts';
import type { Backoff, CircuitBreaker } from '@holdfast/core/policies';
import type { Enqueue, EnqueueOptions } from './create-enqueue.ts';
import type { RelayListeners } from './relay-decision.ts';
import type { RelaySink } from './relay-sink.ts';
import type { DeadAction, RelayRules } from './relay-state.ts';
import type { RelayLimits, RelayStatus } from './relay-status.ts';
import type { RelayStore, StoppedEvent } from './relay-store.ts';

export interface RelayOptions<TTransaction>
  extends Omit<EnqueueOptions<TTransaction>, 'store' | 'platform'>, RelayListeners {
  readonly store: RelayStore<TTransaction>;
  readonly sinks: readonly RelaySink[];
  /** How long the relay waits at most before it looks for events that other processes enqueued. @default 1000 */
  readonly pollMs?: number;
  /** How long the other relays wait for a relay that no longer answers, before they take its keys. @default 3000 */
  readonly leaseMs?: number;
  /** How long a sink may take for a batch. @default 30_000 */
  readonly sendTimeoutMs?: number;
  /** How many batches of one sink are under way at once. @default 4 */
  readonly maxInFlight?: number;
  /** The wait after a failed attempt of an event. @default exponentialBackoff({ maxMs: 30_000 }) */
  readonly backoff?: Backoff;
  /** Makes the circuit breaker of a sink. @default one that tries again every 3 s at the latest */
  readonly breaker?: (sink: string) => CircuitBreaker;
  /** After this many failed attempts, while the sink took other events, an event is dead. @default 100 */
  readonly maxFailures?: number;
  /** After this many attempts that ended with their process, an event is dead. At least 3. @default 5 */
  readonly maxCrashes?: number;
  /**
   * Whether a dead event stops its key until an administrator decides, or the key goes on after it. @default 'stop'
   */
  readonly onPoison?: RelayRules['onPoison'];
  /** For how long the store knows an id of the app after its event is done. @default one hour */
  readonly doneMs?: number;
  /** For how long the store knows the position of a key that has no events. @default 30 days */
  readonly keysMs?: number;
  /** How often the relay measures what waits, and removes what is old. @default 5000 */
  readonly measureMs?: number;
  /** @default the ambient platform */
  readonly platform?: Platform;
}

export interface Relay<TTransaction> {
  /** Adds events in a transaction of the app, and looks for them soon after. */
  readonly enqueue: Enqueue<TTransaction>;
  readonly status: Observable<RelayStatus>;
  start(): void;
  /** Looks for events now. Call it after a commit that enqueued some. */
  notify(): void;
  /** Makes a check for `createHealth`. It fails when the relay cannot reach its store, or is over a limit. */
  check(limits?: RelayLimits): () => Promise<Readonly<Record<string, number>>>;
  /** Events that wait for the decision of an administrator, oldest first. */
  stopped(sink: string, most?: number): Promise<readonly StoppedEvent[]>;
  /**
   * Acts on a dead event, if it is still as it was listed: `retry` sends it again, `skip` lets its key go on after
   * it, `drop` removes it. Returns whether it did.
   */
  amend(event: Pick<StoppedEvent, 'sink' | 'id' | 'attempt'>, action: DeadAction): Promise<boolean>;
  /** Lets a blocked sink go on. Returns how many events were blocked. */
  unblock(sink: string): Promise<number>;
  /**
   * Sends nothing more, waits for batches under way, and gives its keys to other relays. After `deadlineMs` it
   * aborts the batches that are still under way: their events wait again, and a late verdict changes nothing. Never
   * rejects.
   */
  stop(deadlineMs?: number): Promise<void>;
}
