import type { Claim } from './claim-state.ts';
import type { FinishedRecord } from './idempotency-state.ts';

/** A key within its scope. The same key of two scopes is two keys. */
export interface ScopedKey {
  readonly scope: string;
  readonly key: string;
}

/** A key while its transaction holds it. */
export interface HeldKey<TTransaction> {
  readonly record: FinishedRecord | undefined;
  /** What `createPaidEffects` has begun under the key and not settled yet. */
  readonly claim: Claim | undefined;
  /**
   * Milliseconds of a clock that all servers of the store share, read while the key is held. Leases are written and
   * judged by it. Absent in a store of one machine: then the clock of the server counts.
   */
  readonly now?: number | undefined;
  /** How many claims its scope has that are not settled, counted up to a number. */
  countClaims(most: number): Promise<number>;
  /**
   * Does the business work inside the transaction. When it throws, or when `keep` says no to its
   * result, all of it is undone while the key stays held.
   */
  attempt<T>(
    work: (transaction: TTransaction) => Promise<T>,
    keep: (result: T) => boolean,
  ): Promise<T>;
  /** Writes the record in place of any claim; it becomes visible with the transaction, or not at all. */
  finish(record: FinishedRecord): Promise<void>;
  /** Writes the claim, in place of an earlier one; it becomes visible as the record does. */
  keepClaim(claim: Claim): Promise<void>;
}

export interface UnsettledClaim extends Claim, ScopedKey {}

export type Holding<T> =
  | { readonly kind: 'done'; readonly value: T }
  /** Another request holds the key at this moment. Nothing was run. */
  | { readonly kind: 'busy' };

/**
 * Keeps keys and runs work under them. One transaction spans the record and the business work, so
 * neither can be without the other after a crash.
 */
export interface IdempotencyStore<TTransaction> {
  /**
   * Runs `work` in a transaction that alone holds the key. Never waits for the key: `busy` comes at
   * once. When `work` rejects, everything is rolled back and the rejection passed on.
   */
  withKey<T>(
    key: ScopedKey,
    work: (held: HeldKey<TTransaction>) => Promise<T>,
  ): Promise<Holding<T>>;
  /**
   * Forgets records finished before this wall-clock time, at most `limit` of them, and says how many. A
   * forgotten key counts as new, so keys must outlive the longest time a client may hold a request back.
   */
  prune(finishedBefore: number, limit?: number): Promise<number>;
  /** When the latest record was finished. */
  newest(): Promise<number | undefined>;
  /**
   * Claims whose lease was over before this wall-clock time. Their effects may have happened, and no request has come
   * back for them. The store never forgets them: the operator has to ask the provider.
   */
  unsettled(leaseBefore: number): Promise<readonly UnsettledClaim[]>;
}
