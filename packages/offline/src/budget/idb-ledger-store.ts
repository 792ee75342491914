import { requireOptions } from '@holdfast/core/parts';
import type { LedgerStore } from '@holdfast/core/parts';
import { openDatabase } from '../database/idb-open.ts';
import { ask } from '../database/idb-request.ts';

export interface LedgerStoreOptions {
  /** The name of the database. @default 'holdfast-budgets' */
  readonly name?: string;
}

/**
 * Keeps budgets in IndexedDB, in a database of their own. They are exact over all tabs and workers, because each
 * step is one transaction. A reservation is on disk before the operation is sent. The database opens at the first
 * use. A step rejects with a storage `Failure`, and then has changed nothing.
 */
export function createLedgerStore<TLedger>(options: LedgerStoreOptions = {}): LedgerStore<TLedger> {
  requireOptions('createLedgerStore', options, {
    name: 'a text that is not empty?',
  });

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
