import type { DBSchema, IDBPDatabase } from 'idb';
import type { LedgerRecord, StoredEntry } from './entry-record.ts';

export interface OutboxSchema extends DBSchema {
  entries: {
    key: number;
    value: StoredEntry;
    indexes: { id: string; lane: [owner: string, lane: string] };
  };
  ledger: { key: string; value: LedgerRecord; indexes: { settledAt: number } };
  meta: { key: 'epoch' | 'subject' | 'pulse'; value: number | string | null };
}

export const OUTBOX_VERSION = 1;

/** Creates what is missing. Later versions only add: an upgrade never drops an entry. */
export function upgradeOutbox(database: IDBPDatabase<OutboxSchema>, from: number): void {
  if (from >= 1) return;
  const entries = database.createObjectStore('entries', { keyPath: 'seq', autoIncrement: true });
  entries.createIndex('id', 'id', { unique: true });
  entries.createIndex('lane', ['owner', 'lane']);
  const ledger = database.createObjectStore('ledger', { keyPath: 'id' });
  ledger.createIndex('settledAt', 'settledAt');
  database.createObjectStore('meta');
}
