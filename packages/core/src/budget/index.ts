export { createBudget, type Budget, type BudgetOptions, type BudgetView } from './create-budget.ts';
export {
  availableMicros,
  newLedger,
  nextLedger,
  passedThreshold,
  reservedMicros,
  usedShare,
  type Ledger,
  type LedgerEvent,
  type LedgerStep,
} from './ledger-state.ts';
export { settleReceipts } from './settle-receipts.ts';
export { memoryLedgerStore } from './memory-ledger-store.ts';
export type { Reservations, ReserveOptions } from './reservations.ts';
export type { Bill, BudgetPort, Paid, Receipt } from '../ports/budget-port.ts';
export type { LedgerStore } from '../ports/ledger-store.ts';
