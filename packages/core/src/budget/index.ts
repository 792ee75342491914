export {
  availableMicros,
  nextLedger,
  type Ledger,
  type LedgerEvent,
  type LedgerStep,
  type Reservation,
} from './ledger-state.ts';
export type { LedgerStore } from '../ports/ledger-store.ts';
