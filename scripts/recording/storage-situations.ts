import { browsers, type Label, type Situation } from './situation.ts';

const base = { site: 'storage', engines: browsers } as const;
const query: Label = { code: 'STORAGE_QUERY_FAILED', retry: 'never', effect: 'none' };
const rolledBack: Label = { code: 'TRANSACTION_ROLLED_BACK', effect: 'none' };

/**
 * `db` is open, with the store `s` keyed by `id`. The work throws, or returns the value that the engine
 * handed over.
 */
const work: Readonly<Record<string, readonly [about: string, label: Label, source: string]>> = {
  constraint: [
    'a key that is taken',
    { code: 'CONSTRAINT_BROKEN' },
    'const s = db.transaction("s","readwrite").objectStore("s"); s.add({id:1}); return ask(s.add({id:1}));',
  ],
  key: [
    'a key that cannot be one',
    query,
    'return ask(db.transaction("s","readwrite").objectStore("s").put({id:{}}));',
  ],
  noKey: [
    'a value without its key',
    query,
    'return ask(db.transaction("s","readwrite").objectStore("s").put({}));',
  ],
  clone: [
    'a value that cannot be stored',
    query,
    'return ask(db.transaction("s","readwrite").objectStore("s").put({id:1,f(){}}));',
  ],
  noStore: ['a store that is missing', query, 'return db.transaction("none");'],
  noStores: ['a transaction over nothing', query, 'return db.transaction([]);'],
  readOnly: [
    'a write while reading',
    query,
    'return ask(db.transaction("s").objectStore("s").put({id:1}));',
  ],
  noIndex: [
    'an index that is missing',
    query,
    'return db.transaction("s").objectStore("s").index("none");',
  ],
  badRange: ['a range upside down', query, 'return IDBKeyRange.bound(2, 1);'],
  closed: [
    'a connection that was closed',
    { code: 'STORAGE_CONNECTION_LOST', retry: 'now' },
    'db.close(); return db.transaction("s");',
  ],
  inactive: [
    'a transaction that has ended',
    { code: 'STORAGE_FAILED', retry: 'never' },
    'const t = db.transaction("s","readwrite"); const s = t.objectStore("s"); await new Promise((r) => setTimeout(r, 50)); return ask(s.put({id:1}));',
  ],
  abort: [
    'a transaction given up: its own error',
    rolledBack,
    'const t = db.transaction("s","readwrite"); const ended = new Promise((r) => { t.onabort = () => r({handed: t.error}); }); t.abort(); return ended;',
  ],
  abortRequest: [
    'a transaction given up: its request',
    rolledBack,
    'const t = db.transaction("s","readwrite"); const asked = ask(t.objectStore("s").put({id:1})); t.abort(); return asked;',
  ],
  abortEvent: [
    'a transaction given up: the event',
    rolledBack,
    'const t = db.transaction("s","readwrite"); const ended = new Promise((r) => { t.onabort = (e) => r({handed: e}); }); t.abort(); return ended;',
  ],
  abortConstraint: [
    'a transaction that broke a rule',
    { code: 'CONSTRAINT_BROKEN' },
    'const t = db.transaction("s","readwrite"); const s = t.objectStore("s"); const ended = new Promise((r) => { t.onabort = () => r({handed: t.error}); }); s.add({id:1}); s.add({id:1}); return ended;',
  ],
  errorEvent: [
    'the event of a request that failed',
    { code: 'CONSTRAINT_BROKEN' },
    'const s = db.transaction("s","readwrite").objectStore("s"); s.add({id:1}); const q = s.add({id:1}); return new Promise((r) => { q.onerror = (e) => { e.preventDefault(); r({handed: e}); }; });',
  ],
  older: [
    'a version that is older',
    { code: 'STORAGE_NEWER' },
    'return ask(indexedDB.open(db.name, 1));',
  ],
  zero: ['no version', { code: 'DEFECT' }, 'return indexedDB.open("x", 0);'],
  blocked: [
    'a database another tab keeps open',
    { code: 'STORAGE_BLOCKED', retry: 'later' },
    'return new Promise((r) => { indexedDB.open(db.name, 9).onblocked = (e) => r({handed: e}); });',
  ],
  failedUpgrade: [
    'an upgrade given up',
    rolledBack,
    'const q = indexedDB.open("upgrade" + Math.random(), 1); q.onupgradeneeded = () => q.transaction.abort(); return ask(q);',
  ],
  keyPath: [
    'a key path that is none',
    query,
    'const q = indexedDB.open("path" + Math.random(), 1); return new Promise((r, fail) => { q.onupgradeneeded = () => { try { q.result.createObjectStore("s", {keyPath: "1 2"}); } catch (e) { fail(e); } }; });',
  ],
  twice: [
    'a store made twice',
    { code: 'CONSTRAINT_BROKEN' },
    'const q = indexedDB.open("twice" + Math.random(), 1); return new Promise((r, fail) => { q.onupgradeneeded = () => { try { q.result.createObjectStore("s"); q.result.createObjectStore("s"); } catch (e) { fail(e); } }; });',
  ],
};

export const storageSituations: readonly Situation[] = [
  ...Object.values(work).map(([about, label, given]): Situation => ({
    ...base,
    about,
    label,
    given,
    run: async (_stage, source) => {
      const ask = (request: IDBRequest): Promise<unknown> =>
        new Promise((resolve, reject) => {
          request.addEventListener('success', () => resolve(request.result));
          request.addEventListener('error', (event) => {
            event.preventDefault();
            reject(request.error);
          });
        });
      const opening = indexedDB.open(`recording-${Math.random()}`, 3);
      opening.addEventListener('upgradeneeded', () => {
        opening.result.createObjectStore('s', { keyPath: 'id' });
      });
      const db = await ask(opening);
      const AsyncFunction = (async () => {}).constructor as new (
        ...args: string[]
      ) => (...args: unknown[]) => Promise<unknown>;
      return new AsyncFunction('db', 'ask', source)(db, ask);
    },
  })),
  ...(['localStorage', 'sessionStorage'] as const).map((given): Situation => ({
    ...base,
    label: { code: 'STORAGE_QUOTA' },
    about: `${given} is full`,
    given,
    run: (_stage, name: 'localStorage' | 'sessionStorage') => {
      globalThis[name].setItem('big', 'x'.repeat(11_000_000));
    },
  })),
  ...[
    ['IndexedDB', 'return indexedDB.open("x");'],
    ['localStorage', 'return localStorage.length;'],
    ['caches', 'return caches.open("x");'],
    ['cookies', 'return document.cookie;'],
    ['files', 'return navigator.storage?.getDirectory?.() ?? { skip: true };'],
  ].map(([name, given]): Situation => ({
    ...base,
    page: '/page-in-sandbox',
    label: { code: 'STORAGE_UNAVAILABLE', retry: 'never' },
    about: `a sandbox without ${name}`,
    given,
    run: async (_stage, source) => {
      const asked = new Function(source)() as Promise<unknown> | IDBRequest;
      if (!(asked instanceof IDBRequest)) return asked;
      return new Promise((resolve, reject) => {
        asked.addEventListener('success', () => resolve(asked.result));
        asked.addEventListener('error', () => reject(asked.error));
      });
    },
  })),
  {
    ...base,
    engines: ['chromium'],
    page: '/page?small',
    label: { code: 'STORAGE_QUOTA' },
    about: 'IndexedDB is full: the transaction',
    run: () =>
      new Promise((resolve) => {
        const opening = indexedDB.open('full', 1);
        opening.addEventListener('upgradeneeded', () => opening.result.createObjectStore('s'));
        opening.addEventListener('error', () => resolve({ handed: opening.error }));
        opening.addEventListener('success', () => {
          const transaction = opening.result.transaction('s', 'readwrite');
          transaction.objectStore('s').put('x'.repeat(5_000_000), 1);
          transaction.addEventListener('abort', () => resolve({ handed: transaction.error }));
          transaction.addEventListener('complete', () => resolve({ skip: true }));
        });
      }),
  },
  {
    ...base,
    engines: ['chromium'],
    page: '/page?small',
    label: { code: 'STORAGE_QUOTA' },
    about: 'Cache storage is full',
    run: async ({ own }) => {
      const cache = await caches.open('full');
      await cache.put(`${own}/json`, new Response('x'.repeat(5_000_000)));
    },
  },
  {
    ...base,
    label: { code: 'DEFECT' },
    about: 'an answer to a write put into a cache',
    run: async ({ own }) => {
      const cache = await caches.open('c');
      await cache.put(new Request(`${own}/json`, { method: 'POST' }), new Response(''));
    },
  },
  {
    ...base,
    label: { code: 'DEFECT' },
    about: 'a part of an answer put into a cache',
    run: async ({ own }) => {
      const cache = await caches.open('c');
      await cache.put(`${own}/json`, new Response('', { status: 206 }));
    },
  },
  {
    ...base,
    site: 'fetch',
    label: { code: 'NETWORK_FAILED' },
    about: 'a file for the cache that cannot be had',
    run: async ({ closed }) => (await caches.open('c')).add(`${closed}/a.js`),
  },
  {
    ...base,
    label: query,
    about: 'a file that is missing',
    run: async () => {
      // Some builds of an engine lack files of the origin.
      if (!(navigator.storage as StorageManager | undefined)?.getDirectory) return { skip: true };
      return (await navigator.storage.getDirectory()).getFileHandle('none');
    },
  },
];
