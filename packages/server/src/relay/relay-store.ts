import type { FailureJson } from '@holdfast/core/parts';
import type { RelayedEvent } from './relay-event.ts';
import type { DeadAction, RelayChange, Tries } from './relay-state.ts';

/** An event that the store is to add. */
export interface NewRelayEvent {
  readonly sink: string;
  readonly id: string;
  /** Whether the relay made the id for this event. Then the store does not have to look for the id. */
  readonly hasOwnId: boolean;
  readonly topic: string;
  readonly key: string;
  /** JSON. */
  readonly body: string;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  readonly traceparent?: string | undefined;
}

/** The right of one relay to a part of the keys, for a time. */
export interface ShardLease {
  readonly shard: number;
  readonly epoch: number;
}

export interface LeaseRequest {
  /** The id of the relay that asks. */
  readonly relay: string;
  readonly leaseMs: number;
  /** Shards that this relay gives back. */
  readonly giveBack?: readonly number[];
}

export interface Leases {
  readonly held: readonly ShardLease[];
  /** How many shards it should give back, because other relays have too few. */
  readonly surplus: number;
}

export interface ClaimRequest {
  readonly relay: string;
  readonly sink: string;
  /** Only keys of these shards. The store checks that they belong to the relay. */
  readonly shards: readonly number[];
  /** Begins with the lane after this one. */
  readonly after: string;
  readonly most: number;
  /** Takes the head of this lane and nothing else. */
  readonly only?: string;
}

/** An event that one relay may send. */
export interface ClaimedEvent extends RelayedEvent, Tries {
  readonly lane: string;
  readonly shard: number;
  readonly epoch: number;
  /** Names the claim in the store. Empty in a store whose events know by themselves that they are being sent. */
  readonly claim: string;
  /** Whether the store still has to know its id when it is done. */
  readonly keepsId: boolean;
}

export interface Claimed {
  /** In order within each key. */
  readonly events: readonly ClaimedEvent[];
  /** The last lane that the store looked at, or `undefined` after the last lane of all. */
  readonly last?: string;
  /** A lane whose head must be sent alone. */
  readonly suspect?: string;
  /** Milliseconds until an event may be sent that waits for its time. */
  readonly dueInMs?: number;
  /** Whether the sink waits for an administrator. */
  readonly isBlocked: boolean;
}

export interface Settlement {
  readonly event: Pick<ClaimedEvent, 'sink' | 'id' | 'epoch' | 'claim' | 'keepsId'>;
  readonly change: RelayChange;
  /** An event that is enqueued with this step: the copy of a dead event. */
  readonly copy?: NewRelayEvent;
}

/** How many events wait for a sink, and since when. */
export interface SinkMeasure {
  /** Events that are not done, up to the limit of the measure. */
  readonly depth: number;
  /** Wall-clock milliseconds when the oldest of them was enqueued. */
  readonly oldestAt?: number;
  /** The age of the oldest event, by the clock that all relays share. */
  readonly oldestMs: number;
  readonly dead: number;
  readonly blocked: number;
}

/** A dead event, or an event that found its sink blocked. */
export interface StoppedEvent extends RelayedEvent {
  readonly state: 'dead' | 'blocked';
  /** Whether the later events of its key wait for it. */
  readonly holdsKey: boolean;
  readonly failure?: FailureJson;
}

/**
 * Keeps events until a relay has delivered them. All times come from one clock that all relays share. A relay waits ten
 * seconds for a call, and thirty for `measure` and `prune`; it calls again later, while the late call may still be under
 * way. `enqueue` and `depth` run in a transaction of the app, whose limit they have.
 */
export interface RelayStore<TTransaction> {
  /**
   * Adds events in the caller's transaction, with positions that follow those of their keys. Says for each whether its
   * id was new. All ids of a call are different. Throws `TRANSACTION_CONFLICT` when another transaction enqueued one
   * of the ids at the same time.
   */
  enqueue(transaction: TTransaction, events: readonly NewRelayEvent[]): Promise<readonly boolean[]>;
  /** How many events wait for a sink, up to `most`. */
  depth(transaction: TTransaction, sink: string, most: number): Promise<number>;
  /**
   * Renews the leases of a relay and gives it its share of free ones, each with a new epoch. If another relay was
   * sending an event of a newly leased shard, the event waits again, with one more crash.
   */
  lease(request: LeaseRequest): Promise<Leases>;
  /** Ends every lease of a relay. */
  release(relay: string): Promise<void>;
  /** Takes events that may be sent now, from `waiting` to `sending`, and counts the attempt. */
  claim(request: ClaimRequest): Promise<Claimed>;
  /** Changes events that are `sending` by their claim and epoch. Returns how many it changed. */
  settle(settlements: readonly Settlement[]): Promise<number>;
  measure(sink: string, most: number): Promise<SinkMeasure>;
  /** Lets blocked events wait again, and returns their number. */
  unblock(sink: string): Promise<number>;
  /** Dead and blocked events, oldest first. */
  stopped(sink: string, most: number): Promise<readonly StoppedEvent[]>;
  /** Acts on a dead event, if no relay has sent it since. `drop` removes it. Returns whether it did. */
  amend(
    event: { readonly sink: string; readonly id: string; readonly attempts: number },
    action: DeadAction,
  ): Promise<boolean>;
  /** Removes up to `limit` events that are done, and keys without events, for so long. Returns the number. */
  prune(age: { readonly doneMs: number; readonly keysMs: number }, limit: number): Promise<number>;
}
