import type { Page } from '@playwright/test';

/**
 * The places in which this browser keeps one of the words for the origin of the page: IndexedDB, Cache storage,
 * local and session storage, and cookies.
 */
export function placesOf(page: Page, words: readonly string[]): Promise<readonly string[]> {
  return page.evaluate(async (sought) => {
    const found = new Set<string>();
    const textOf = async (value: unknown): Promise<string> => {
      if (value instanceof Blob) return value.text();
      if (value instanceof ArrayBuffer || ArrayBuffer.isView(value)) {
        return new TextDecoder().decode(value);
      }
      if (typeof value !== 'object' || value === null) return String(value);
      const members = await Promise.all(
        Object.entries(value).map(async ([name, one]) => `${name}: ${await textOf(one)}`),
      );
      return members.join('\n');
    };
    const look = async (place: string, value: unknown): Promise<void> => {
      const text = await textOf(value);
      for (const word of sought) if (text.includes(word)) found.add(`${place}: ${word}`);
    };
    // The browser runs this function alone, so everything that it uses is inside.
    // oxlint-disable-next-line unicorn/consistent-function-scoping
    const ask = <T>(request: IDBRequest<T>): Promise<T> =>
      new Promise((resolve, reject) => {
        request.addEventListener('success', () => resolve(request.result));
        request.addEventListener('error', () =>
          reject(request.error ?? new Error('The request failed.')),
        );
      });

    for (const { name = '' } of await indexedDB.databases()) {
      const database = await ask(indexedDB.open(name));
      for (const store of database.objectStoreNames) {
        const rows = database.transaction(store).objectStore(store);
        const [keys, values] = await Promise.all([ask(rows.getAllKeys()), ask(rows.getAll())]);
        await look(`${name} ${store}`, { keys, values });
      }
      database.close();
    }
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      for (const request of await cache.keys()) {
        const answer = await cache.match(request);
        await look(`cache ${name}`, { url: request.url, body: await answer?.text() });
      }
    }
    await look('localStorage', Object.fromEntries(Object.entries(localStorage)));
    await look('sessionStorage', Object.fromEntries(Object.entries(sessionStorage)));
    await look('cookies', document.cookie);
    return [...found];
  }, words);
}
