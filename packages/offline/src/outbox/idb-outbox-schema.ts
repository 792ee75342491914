export const OUTBOX_VERSION = 2;

/**
 * Creates the stores that are missing. Later versions only add: an upgrade never drops an entry. `token` tells
 * this database from one of the same name that was deleted. It is negative until a page has told its user that
 * the browser deleted the databases of this origin, because it found them spoilt.
 */
export function upgradeOutbox(database: IDBDatabase, from: number, token: number): void {
  if (from < 1) {
    const entries = database.createObjectStore('entries', { keyPath: 'seq', autoIncrement: true });
    entries.createIndex('id', 'id', { unique: true });
    entries.createIndex('lane', ['owner', 'lane']);
    const ledger = database.createObjectStore('ledger', { keyPath: 'id' });
    ledger.createIndex('settledAt', 'settledAt');
    // `epoch` and `pulse` of the drain bursts, `subject`: the user that a page last said to be signed in, the `token`,
    // and the rows of the quarantine.
    database.createObjectStore('meta').put(token, 'token');
  }
  if (from < 2) {
    // Pieces of large bodies, by entry and position.
    database.createObjectStore('bodies');
    // The ids that servers gave in place of temporary ones.
    database.createObjectStore('ids', { keyPath: 'temporary' });
    // The lanes that users paused.
    database.createObjectStore('lanes', { keyPath: ['owner', 'lane'] });
  }
}
