/* oxlint-disable unicorn/prefer-add-event-listener -- each event has one listener, which may be replaced */
/** Resolves with the result of a request, or rejects with its error. A write needs none: its transaction tells. */
export function ask<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

/** Goes from record to record while `visit` gives true. `visit` may await only requests of the same transaction. */
export function walk(
  request: IDBRequest<IDBCursorWithValue | null>,
  visit: (cursor: IDBCursorWithValue) => boolean | Promise<boolean>,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const next = async (): Promise<void> => {
      const cursor = request.result;
      if (cursor && (await visit(cursor))) cursor.continue();
      else resolve();
    };
    request.onsuccess = () => void next().catch(reject);
    request.onerror = () => reject(request.error);
  });
}

/** The range of all keys that begin with `first`: an array sorts behind every string and number. */
export function beginningWith(first: string): IDBKeyRange {
  return IDBKeyRange.bound([first], [first, []]);
}
