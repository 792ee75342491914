export const DRAFTS_VERSION = 2;

/** Creates what is missing. An upgrade drops no draft. */
export function upgradeDrafts(database: IDBDatabase, from: number, tx: IDBTransaction): void {
  const drafts =
    from < 1
      ? database.createObjectStore('drafts', { keyPath: ['owner', 'key'] })
      : tx.objectStore('drafts');
  // A draft of an earlier version counts from its next save on.
  drafts.createIndex('bytes', ['owner', 'bytes']);
  if (from >= 1) return;
  database
    .createObjectStore('quarantine', { autoIncrement: true })
    .createIndex('save', ['record.owner', 'record.key', 'record.revision', 'record.savedAt']);
}
