/**
 * The code that an app on bare `fetch` writes by hand to lose no write: it stores a write before it sends it, and
 * deletes it afterwards.
 */
export interface KeptByHand {
  put(id: string, value: unknown): Promise<void>;
  delete(id: string): Promise<void>;
}

export async function keptByHand(): Promise<KeptByHand> {
  const database = await new Promise<IDBDatabase>((resolve, reject) => {
    const request = indexedDB.open('kept-by-hand', 1);
    request.onupgradeneeded = () => request.result.createObjectStore('waiting');
    request.onsuccess = () => resolve(request.result);
    request.addEventListener('error', () => reject(request.error ?? new Error('No database.')));
  });
  const commit = (work: (store: IDBObjectStore) => void): Promise<void> =>
    new Promise((resolve, reject) => {
      const transaction = database.transaction('waiting', 'readwrite');
      transaction.oncomplete = () => resolve();
      transaction.addEventListener('abort', () =>
        reject(transaction.error ?? new Error('Not stored.')),
      );
      work(transaction.objectStore('waiting'));
    });
  return {
    put: (id, value) => commit((store) => void store.put(value, id)),
    delete: (id) => commit((store) => void store.delete(id)),
  };
}
