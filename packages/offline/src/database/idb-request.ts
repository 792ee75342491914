/* oxlint-disable unicorn/prefer-add-event-listener -- each event has one listener, which may be replaced */
/**
 * Resolves with the result of a request, or rejects with its error. A write does not need this: its transaction
 * says whether it succeeded.
 */
export function ask<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

/**
 * The records of a cursor, one after another. With `after`, the cursor jumps from each record to the first one
 * behind the key that `after` returns. Between two of them, await only requests of the same transaction.
 */
export async function* recordsOf<TCursor extends IDBCursor>(
  request: IDBRequest<TCursor | null>,
  after?: (key: IDBValidKey) => IDBValidKey,
): AsyncGenerator<TCursor, void> {
  for (;;) {
    const cursor = await ask(request);
    if (!cursor) return;
    yield cursor;
    cursor.continue(after?.(cursor.key));
  }
}

/** The range of all keys that begin with `first`: an array sorts behind every string and number. */
export function beginningWith(first: string): IDBKeyRange {
  return IDBKeyRange.bound([first], [first, []]);
}
