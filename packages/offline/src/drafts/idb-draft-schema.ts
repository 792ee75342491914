export const DRAFTS_VERSION = 1;

export function upgradeDrafts(database: IDBDatabase): void {
  database.createObjectStore('drafts', { keyPath: ['owner', 'key'] });
  database
    .createObjectStore('quarantine', { autoIncrement: true })
    .createIndex('save', ['record.owner', 'record.key', 'record.revision', 'record.savedAt']);
}
