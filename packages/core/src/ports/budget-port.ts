import type { Observable } from '../observable/observable.ts';
import type { Run } from '../runtime/run.ts';
import type { OutboxPort } from './outbox-port.ts';

/**
 * The record of one paid operation in its budget. `held`: the operation is under way, or its end is not known yet.
 * `expired`: its end did not become known in time, so the sum was given back; a later figure of the server is still
 * charged.
 */
export interface Receipt {
  /** The idempotency key. All attempts under it share one receipt. */
  readonly key: string;
  readonly owner: string;
  readonly operation: string;
  readonly state: 'held' | 'expired' | 'spent' | 'returned';
  readonly reservedMicros: number;
  /** The sum that the server charged. It may be more than the reserved sum. */
  readonly spentMicros: number;
  readonly returnedMicros: number;
  /** The wall-clock time, in milliseconds, after which a held sum is given back. */
  readonly expiresAt: number;
}

/** The work to be paid for. */
export interface Paid {
  readonly key: string;
  /** The user who runs it. A budget pays for its owner alone. */
  readonly owner: string;
  readonly operation: string;
  /** The most it can cost, in whole micro-units; 0 is free. */
  readonly micros: number;
  readonly requestId: string;
  readonly incidentId: string;
}

/** The functions with which paid work reports its cost while it runs. */
export interface Bill {
  /** The server's figure in micro-units. The last one told counts, also when the work then fails. */
  charge(micros: number): void;
  /**
   * Call it when an attempt may have taken effect although no answer says so. Then the reservation is not given back.
   */
  doubt(): void;
}

/** Pays for work, and keeps its receipts. */
export interface BudgetPort {
  /** The newest last. Of those that are settled only the last hundred are kept. */
  readonly receipts: Observable<readonly Receipt[]>;
  /**
   * Does paid work under one reservation, which is made before the work begins. Rejects with
   * `BUDGET_EXCEEDED` when it does not fit, with `BUDGET_UNKNOWN` when the budget cannot be read, and otherwise
   * with the failure of the work.
   */
  pay<T>(paid: Paid, work: (bill: Bill) => Promise<T>): Promise<T>;
  /** Like `pay`, for a write that `add` puts into an outbox. The reservation is settled when the entry ends. */
  payQueued(paid: Paid, outbox: OutboxPort, add: () => Promise<void>): Promise<void>;
}

/** The state of the budget of one owner. */
export interface BudgetView {
  readonly limitMicros: number;
  readonly spentMicros: number;
  readonly reservedMicros: number;
  readonly availableMicros: number;
  /** The highest threshold that is passed now; `undefined` when none is. */
  readonly threshold: number | undefined;
}

/** The part of an operation that is needed to pay for it. */
export interface Costly {
  readonly name: string;
  readonly cost: ((input: never) => number) | undefined;
}

/**
 * A budget that can be the budget of a runtime; `createBudget` makes one. What it adds comes from `payForRuns`, so that
 * an app without a budget does not ship it. The runtime asks it about operations with a `cost`, and no others. A budget
 * that screens show is an observable of its view.
 */
export interface RuntimeBudget extends BudgetPort {
  getSnapshot?(): BudgetView;
  subscribe?(listener: () => void): () => void;
  /** Does the work of one run under one reservation; see `pay`. */
  payFor<T>(
    operation: Costly,
    input: unknown,
    run: Run,
    work: (bill: Bill) => Promise<T>,
  ): Promise<T>;
  /** Like `payFor`, for a run that `add` puts into an outbox; see `payQueued`. */
  payForEntry(
    operation: Costly,
    input: unknown,
    run: Run,
    outbox: OutboxPort,
    add: () => Promise<void>,
  ): Promise<void>;
  /** The outcome of a run with the receipt of its key, where there is one. Never throws. */
  withReceipt<TOutcome extends object>(
    outcome: TOutcome,
    key: string | undefined,
  ): TOutcome & { readonly receipt?: Receipt };
}
