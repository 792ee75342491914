import type { LedgerStore } from '../ports/ledger-store.ts';

/** Keeps ledgers for as long as the page lives, and for this page alone. */
export function createMemoryLedgerStore<TLedger>(): LedgerStore<TLedger> {
  const ledgers = new Map<string, TLedger>();
  return {
    async update(owner, change) {
      const { ledger, result } = change(ledgers.get(owner));
      ledgers.set(owner, ledger);
      return result;
    },
  };
}
