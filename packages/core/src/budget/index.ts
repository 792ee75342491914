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
  type Reservation,
} from './ledger-state.ts';
export { memoryLedgerStore } from './memory-ledger-store.ts';
export type { LedgerStore } from '../ports/ledger-store.ts';
