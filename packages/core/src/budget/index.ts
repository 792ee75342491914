// Spending
/** Checks money and quota before they are spent, exactly over tabs. */
export { createBudget } from './create-budget.ts';
/** What `createBudget` gives. */
export type { Budget } from './create-budget.ts';
/** Where the budget of one owner stands. */
export type { BudgetView } from '../ports/budget-port.ts';
/** Settles reservations of earlier pages for queued writes. */
export { settleReceipts } from './settle-receipts.ts';
/** The sum that one operation reserved, spent or gave back. */
export type { Receipt } from '../ports/budget-port.ts';

// Ledgers
/** Keeps ledgers for as long as the page lives. */
export { createMemoryLedgerStore } from './memory-ledger-store.ts';
/** Keeps ledgers, each step as one atomic update: the port of stores. */
export type { LedgerStore } from '../ports/ledger-store.ts';
/** The budget of one owner: a limit, and a receipt for each operation. */
export type { Ledger } from './ledger-state.ts';
/** The sum that may still be reserved. */
export { availableMicros } from './ledger-state.ts';
