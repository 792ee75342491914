// Spending
/** Checks money and quota before they are spent, exactly over tabs. */
export { createBudget } from './create-budget.ts';
/** What `createBudget` gives. */
export type { Budget } from './create-budget.ts';
/** Settles what earlier pages reserved for queued writes. */
export { settleReceipts } from './settle-receipts.ts';
/** What one operation reserved, spent or gave back. */
export type { Receipt } from '../ports/budget-port.ts';

// Ledgers
/** Keeps ledgers for as long as the page lives. */
export { createMemoryLedgerStore } from './memory-ledger-store.ts';
/** Keeps ledgers, each step as one atomic update: the port of stores. */
export type { LedgerStore } from '../ports/ledger-store.ts';
/** One owner's budget as the receipts of what it was used for. */
export type { Ledger } from './ledger-state.ts';
/** What may still be reserved of a ledger. */
export { availableMicros } from './ledger-state.ts';
