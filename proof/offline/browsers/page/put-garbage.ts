import type { Garbage } from '../messages.ts';

/** Puts rows into the database of the outbox, as a fault of the disk or another version of the app could. */
export async function putGarbage(name: string, garbage: readonly Garbage[]): Promise<void> {
  const database = await new Promise<IDBDatabase>((resolve, reject) => {
    const request = indexedDB.open(name);
    request.addEventListener('success', () => resolve(request.result));
    request.addEventListener('error', () => reject(request.error ?? new Error('It did not open.')));
  });
  const transaction = database.transaction(['entries', 'meta'], 'readwrite');
  for (const { store, key, row } of garbage) transaction.objectStore(store).put(row, key);
  await new Promise((resolve, reject) => {
    transaction.addEventListener('complete', resolve);
    transaction.addEventListener('abort', () =>
      reject(transaction.error ?? new Error('It broke off.')),
    );
  });
  database.close();
}
