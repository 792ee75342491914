import type { LedgerStore } from '@holdfast/core/parts';
import type { DBSchema } from 'idb';
import { openDatabase } from '../database/idb-open.ts';

export interface LedgerStoreOptions {
  /** The name of the database. @default 'holdfast-budgets' */
  readonly name?: string;
}

interface BudgetSchema<TLedger> extends DBSchema {
  ledgers: { key: string; value: TLedger };
}

/**
 * Budgets in IndexedDB, in a database of their own, exact over all tabs and workers: each step is one
 * transaction that nobody else can come between. What was reserved is on disk before anything is sent.
 * It opens at the first use; creating it does nothing. Rejects with a storage `Failure`, and then the
 * step was not taken.
 */
export function createLedgerStore<TLedger>(options: LedgerStoreOptions = {}): LedgerStore<TLedger> {
  const database = openDatabase<BudgetSchema<TLedger>>({
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
          const { ledger, result } = change(await ledgers.get(owner));
          await ledgers.put(ledger, owner);
          return result;
        },
        { durability: 'strict' },
      ),
  };
}
