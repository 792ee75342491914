export interface ReserveOptions {
  /** The name of what is paid for. @default '' */
  readonly operation?: string;
  /** Milliseconds after which it is given back if it was not settled. @default the budget's own */
  readonly holdMs?: number;
}

/** The steps of paying, for an app that does not go through a runtime. Micros are whole micro-units. */
export interface Reservations {
  readonly owner: string;
  /** Holds back what an operation may cost at most. Rejects with `BUDGET_EXCEEDED` when it does not fit. */
  reserve(key: string, micros: number, options?: ReserveOptions): Promise<void>;
  /** What it cost by the server's word; without a figure, what was reserved. Counts once for each key. */
  commit(key: string, micros?: number): Promise<void>;
  /** Gives back what provably cost nothing. What may have is committed, or expires. */
  release(key: string): Promise<void>;
  /** The server refused to spend so much: from now on less than that is left here too. */
  refused(micros: number): Promise<void>;
}
