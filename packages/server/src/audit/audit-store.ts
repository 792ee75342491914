import type { AuditEntry, AuditRecord } from './audit-event.ts';

export interface AuditPage {
  /** The number of the last entry that is known already; 0 for the beginning. */
  readonly after: number;
  readonly limit: number;
}

/** A place in the chain: the number of an entry, and its hash. */
export type AuditPlace = Pick<AuditEntry, 'seq' | 'hash'>;

/** Keeps what was written down. There is no way to change any of it, or to remove any but the old beginning. */
export interface AuditStore {
  /** Puts a record at the end. Records that come at once, from whatever servers, get a place each. */
  append(record: AuditRecord): Promise<AuditEntry>;
  /** In order. */
  read(page: AuditPage): Promise<readonly AuditEntry[]>;
  /** The last entry that was pruned: what is left goes on from it. */
  checkpoint(): Promise<AuditPlace | undefined>;
  /**
   * Removes entries from the beginning on, up to the first that is not from before a wall-clock time, at most
   * `limit`, and says how many. The last entry always stays. An entry that lies more than a day after `now`
   * was written while the clock was wrong, and does not keep what stands before it.
   */
  prune(before: number, limit?: number, now?: number): Promise<number>;
}
