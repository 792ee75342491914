// The floor: the same records in a database of the same shape, with no code of ours.

export interface RawStore {
  readonly database: IDBDatabase;
  /** One transaction for each record. Resolves when it is complete. */
  add(record: object, durability?: IDBTransactionDurability): Promise<void>;
  /** One transaction for all records. */
  addAll(records: readonly object[]): Promise<void>;
}

export async function openRaw(name: string): Promise<RawStore> {
  const database = await new Promise<IDBDatabase>((resolve, reject) => {
    const request = indexedDB.open(name, 1);
    request.addEventListener('upgradeneeded', () => {
      const store = request.result.createObjectStore('entries', {
        keyPath: 'seq',
        autoIncrement: true,
      });
      store.createIndex('id', 'id', { unique: true });
      store.createIndex('lane', ['owner', 'lane']);
    });
    request.addEventListener('success', () => resolve(request.result));
    request.addEventListener('error', () => reject(request.error ?? new Error(name)));
  });
  const put = (records: readonly object[], durability: IDBTransactionDurability): Promise<void> =>
    new Promise((resolve, reject) => {
      const transaction = database.transaction('entries', 'readwrite', { durability });
      const store = transaction.objectStore('entries');
      for (const record of records) store.add(record);
      transaction.addEventListener('complete', () => resolve());
      transaction.addEventListener('abort', () => reject(transaction.error ?? new Error(name)));
    });
  return {
    database,
    add: (record, durability = 'strict') => put([record], durability),
    addAll: (records) => put(records, 'strict'),
  };
}
