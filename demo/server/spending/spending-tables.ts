import type { Generated } from 'kysely';

/** One row for each generation. Clients may mint the ids, so they are unique only within an account. */
export interface ReceiptTable {
  readonly position: Generated<number>;
  readonly account_id: string;
  readonly id: string;
  readonly what: 'story' | 'backstory' | 'portrait';
  readonly title: string;
  readonly state: 'reserved' | 'ended';
  readonly reserved_micros: number;
  readonly spent_micros: number;
  /** The budget that pays: days since 1970, in UTC. */
  readonly day: number;
  readonly at: number;
  /** The stream that the generation writes. */
  readonly stream_id: string | null;
}

export interface SpendingTables {
  readonly receipts: ReceiptTable;
}
