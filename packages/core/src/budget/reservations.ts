export interface ReserveOptions {
  /** The name of the operation that is paid for. @default '' */
  readonly operation?: string;
  /**
   * Milliseconds after which the reservation is given back if it was not settled. @default `reservationMs` of the
   * budget
   */
  readonly holdMs?: number;
}

/** The steps of paying, for an app that pays without a runtime. Sums are whole micro-units. */
export interface Reservations {
  readonly owner: string;
  /** Reserves the most that an operation can cost. Rejects with `BUDGET_EXCEEDED` when it does not fit. */
  reserve(key: string, micros: number, options?: ReserveOptions): Promise<void>;
  /** Charges the server's figure or, without one, the reserved sum. Counts once for each key. */
  commit(key: string, micros?: number): Promise<void>;
  /**
   * Gives a reservation back. Call it only when the operation certainly cost nothing; otherwise commit, or let the
   * reservation expire.
   */
  release(key: string): Promise<void>;
  /** Notes that the server refused to spend this sum. From now on the budget has less than this sum left. */
  refused(micros: number): Promise<void>;
}
