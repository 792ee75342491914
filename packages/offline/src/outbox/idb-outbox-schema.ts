export const OUTBOX_VERSION = 1;

/** Creates what is missing. Later versions only add: an upgrade never drops an entry. */
export function upgradeOutbox(database: IDBDatabase, from: number): void {
  if (from >= 1) return;
  const entries = database.createObjectStore('entries', { keyPath: 'seq', autoIncrement: true });
  entries.createIndex('id', 'id', { unique: true });
  entries.createIndex('lane', ['owner', 'lane']);
  const ledger = database.createObjectStore('ledger', { keyPath: 'id' });
  ledger.createIndex('settledAt', 'settledAt');
  // `epoch` and `pulse` of the drain bursts, and `subject`: the user that a page last said to be signed in.
  database.createObjectStore('meta');
}
