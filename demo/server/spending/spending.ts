import type { Receipt, Spending } from '../../contract/spending.ts';

export interface Reservation extends Pick<Receipt, 'id' | 'what' | 'title'> {
  /** The most that the generation can cost. */
  readonly micros: number;
  /**
   * The stream that the generation writes. When a generation dies, the ledger learns from the stream what it really
   * wrote.
   */
  readonly stream?: string;
}

/** A generation that has ended, by the names that its reservation gave it. */
export interface Settled extends Pick<Reservation, 'id'> {
  readonly stream?: string | undefined;
}

/** What writers spend on generations. Each function is one short transaction of its own. */
export interface SpendingLedger {
  /**
   * Takes the money before the generator works. Reserving once more under the same id changes nothing while the
   * generation runs, and reserves anew when it has ended and cost nothing. Rejects with `BUDGET_EXCEEDED` and the time
   * of the next day when today's rest is smaller, and with `CONFLICT` when the generation has ended and was paid, or
   * when another stream runs under this id.
   */
  reserve(owner: string, reservation: Reservation): Promise<void>;
  /**
   * Writes what the generation really cost, and gives the rest back. Settling once more changes nothing, and so does
   * settling a generation that another stream runs under this id.
   */
  settle(owner: string, generation: Settled, spentMicros: number): Promise<void>;
  /** Today's budget of a writer, and the latest receipts. */
  read(owner: string): Promise<Spending>;
  /**
   * Settles reservations whose generation died with its server, at most `limit`, and says how many. A generation that
   * wrote nothing costs nothing.
   */
  settleAbandoned(limit: number): Promise<number>;
  /** Removes at most `limit` receipts of ended generations from before a time, and says how many. */
  prune(before: number, limit: number): Promise<number>;
}
