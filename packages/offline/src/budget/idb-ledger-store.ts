import type { LedgerStore } from '@holdfast/core/parts';
import { openDatabase } from '../database/idb-open.ts';
import { ask } from '../database/idb-request.ts';

export interface LedgerStoreOptions {
  /** The name of the database. @default 'holdfast-budgets' */
  readonly name?: string;
}

/**
 * Budgets in IndexedDB, in a database of their own, exact over all tabs and workers: each step is one
 * transaction, so that no other tab comes between. A reservation is on disk before anything is sent.
 * It opens at the first use; creating it does nothing. Rejects with a storage `Failure`, and then the
 * step was not taken.
 */
export function createLedgerStore<TLedger>(options: LedgerStoreOptions = {}): LedgerStore<TLedger> {
  const database = openDatabase({
    name: options.name ?? 'holdfast-budgets',
    version: 1,
    upgrade: (upgraded) => void upgraded.createObjectStore('ledgers'),
  });

  return {
    update: (owner, change) =>
      database.transact(
        ['ledgers'],
        'readwrite',
        async (tx) => {
          const ledgers = tx.objectStore('ledgers');
          const { ledger, result } = change((await ask(ledgers.get(owner))) as TLedger | undefined);
          ledgers.put(ledger, owner);
          return result;
        },
        'strict',
      ),
  };
}
