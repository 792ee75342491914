import type { AuditEntry, AuditRecord } from './audit-event.ts';

export interface AuditPage {
  /** The number of the last entry that is known already; 0 for the beginning. */
  readonly after: number;
  readonly limit: number;
}

/** A place in the chain: the number of an entry, and its hash. */
export type AuditPlace = Pick<AuditEntry, 'seq' | 'hash'>;

/** Stores entries. No method changes an entry, and only the old beginning can be removed. */
export interface AuditStore {
  /** Puts a record at the end. Records that come at once, from any server, get a place each. */
  append(record: AuditRecord): Promise<AuditEntry>;
  /** In order. */
  read(page: AuditPage): Promise<readonly AuditEntry[]>;
  /** The last entry that was pruned. The remaining entries continue from it. */
  checkpoint(): Promise<AuditPlace | undefined>;
  /**
   * Removes entries older than a wall-clock time, from the beginning on, at most `limit`. Stops at the first younger
   * one. Returns how many it removed. The last entry always stays. An entry that lies more than a day after `now` was
   * written while the clock was wrong, and does not stop the removal of older entries.
   */
  prune(before: number, limit?: number, now?: number): Promise<number>;
}
