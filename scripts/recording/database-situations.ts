import { browsers, situationsOf, type Row, type Situation, type Truth } from './situation.ts';

/** The same call fails again, and nothing was stored by it. */
const refused: Truth = ['storage', 'never', 'none'];
const broken: Truth = ['transaction', 'never', 'none'];
const rolledBack: Truth = ['transaction', 'later', 'none'];
const closed: Truth = ['storage', 'now', 'none'];
const bug: Truth = ['runtime', 'never', 'unknown|none'];

// `db` is open, `s` is its store keyed by `id`, with an index `by` over `name`; `ask` awaits a request.
const open = `
  const ask = (request) => new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = (event) => { event.preventDefault(); reject(request.error); };
  });
  const fresh = (upgrade, version = 3, name = 'recording-' + Math.random()) => {
    const request = indexedDB.open(name, version);
    request.onupgradeneeded = () => upgrade(request.result, request.transaction, request);
    return ask(request);
  };
  const db = await fresh((database) => {
    database.createObjectStore('s', { keyPath: 'id' }).createIndex('by', 'name', { unique: true });
    database.createObjectStore('auto', { autoIncrement: true });
    database.createObjectStore('free');
  });
  const store = (mode = 'readwrite', name = 's') => db.transaction(name, mode).objectStore(name);
  const ended = (transaction) => new Promise((resolve) => {
    transaction.onabort = () => resolve({ handed: transaction.error });
    transaction.oncomplete = () => resolve({ skip: true });
  });
  const upgrading = (work) => new Promise((resolve, reject) => {
    const request = indexedDB.open('upgrade-' + Math.random(), 1);
    request.onupgradeneeded = () => { try { work(request.result, request.transaction); } catch (error) { reject(error); } };
    request.onerror = () => reject(request.error);
  });
`;
const inDatabase = (rows: readonly Row[]): readonly Row[] =>
  rows.map(([about, truth, source]) => [about, truth, open + source]);

/** IndexedDB in every state in which it can refuse. */
export const databaseSituations: readonly Situation[] = situationsOf(
  { site: 'storage', engines: browsers },
  inDatabase([
    [
      'a name that an index has already',
      broken,
      `const s = store(); s.add({ id: 1, name: 'a' }); return ask(s.add({ id: 2, name: 'a' }));`,
    ],
    [
      'a name that an index has already: the transaction',
      broken,
      `const s = store(); const over = ended(s.transaction); s.add({ id: 1, name: 'a' }); s.put({ id: 2, name: 'a' }); return over;`,
    ],
    [
      'a key that is taken, in a store without its own',
      broken,
      `const s = store('readwrite', 'free'); s.add('a', 1); return ask(s.add('b', 1));`,
    ],
    [
      'a key generator that is used up',
      broken,
      `const s = store('readwrite', 'auto'); s.put('a', 2 ** 53); return ask(s.add('b'));`,
    ],
    [
      'an index made twice',
      broken,
      `return upgrading((database) => { const s = database.createObjectStore('s'); s.createIndex('a', 'a'); s.createIndex('a', 'a'); });`,
    ],
    [
      'a unique index over what is not unique',
      broken,
      `const name = 'dup-' + Math.random(); const first = await fresh((d) => d.createObjectStore('s', { autoIncrement: true }), 1, name); const s = first.transaction('s', 'readwrite').objectStore('s'); s.add({ n: 1 }); await ask(s.add({ n: 1 })); first.close(); return new Promise((resolve) => { const q = indexedDB.open(name, 2); q.onupgradeneeded = () => { const t = q.transaction; t.onabort = () => resolve({ handed: t.error }); t.objectStore('s').createIndex('n', 'n', { unique: true }); }; });`,
    ],
    [
      'a store renamed to one that is there',
      broken,
      `return upgrading((database) => { database.createObjectStore('a'); database.createObjectStore('b').name = 'a'; });`,
    ],

    ['a key that is an object', refused, `return ask(store('readwrite', 'free').put('a', {}));`],
    ['a key that is null', refused, `return ask(store('readwrite', 'free').put('a', null));`],
    [
      'a key that is a broken date',
      refused,
      `return ask(store('readwrite', 'free').put('a', new Date(NaN)));`,
    ],
    ['a key where the store has its own', refused, `return ask(store().put({ id: 1 }, 2));`],
    ['no key where one is needed', refused, `return ask(store('readwrite', 'free').put('a'));`],
    [
      'a value that is a symbol',
      refused,
      `return ask(store('readwrite', 'free').put(Symbol('a'), 1));`,
    ],
    [
      'a value that holds a promise',
      refused,
      `return ask(store().put({ id: 1, p: Promise.resolve() }));`,
    ],
    [
      'a value that holds a node',
      refused,
      `return ask(store().put({ id: 1, node: document.body }));`,
    ],
    ['a value that is a proxy', refused, `return ask(store().put(new Proxy({ id: 1 }, {})));`],
    ['a get without a key', refused, `return ask(store().get(undefined));`],
    ['a get by what is no key', refused, `return ask(store().get({}));`],
    ['a deletion by what is no key', refused, `return ask(store().delete({}));`],
    ['a count by what is no key', refused, `return ask(store('readonly').count({}));`],
    ['a range of what is no key', refused, `return IDBKeyRange.only({});`],
    ['a lower bound that is no key', refused, `return IDBKeyRange.lowerBound(undefined);`],
    ['a range of nothing', refused, `return IDBKeyRange.bound(1, 1, true, true);`],
    ['a comparison with what is no key', refused, `return indexedDB.cmp({}, 1);`],
    ['a store of another transaction', refused, `return db.transaction('free').objectStore('s');`],
    ['one store of two that is missing', refused, `return db.transaction(['s', 'none']);`],
    [
      'an index that is missing, of a free store',
      refused,
      `return store('readonly', 'free').index('by');`,
    ],
    ['a deletion while reading', refused, `return ask(store('readonly').delete(1));`],
    ['clearing while reading', refused, `return ask(store('readonly').clear());`],
    [
      'a cursor that changes while reading',
      refused,
      `await ask(store().put({ id: 1 })); const cursor = await ask(store('readonly').openCursor()); return ask(cursor.update({ id: 1, n: 2 }));`,
    ],
    [
      'a cursor that changes the key',
      refused,
      `await ask(store().put({ id: 1 })); const cursor = await ask(store().openCursor()); return ask(cursor.update({ id: 2 }));`,
    ],
    [
      'a cursor that goes backwards',
      refused,
      `await ask(store().put({ id: 5 })); const cursor = await ask(store().openCursor()); return cursor.continue(1);`,
    ],
    [
      'a cursor that goes on to no key',
      refused,
      `await ask(store().put({ id: 5 })); const cursor = await ask(store().openCursor()); return cursor.continue({});`,
    ],
    [
      'a primary key asked of a store',
      refused,
      `await ask(store().put({ id: 5 })); const cursor = await ask(store().openCursor()); return cursor.continuePrimaryKey(6, 6);`,
    ],
    [
      'a key path that is a sentence',
      refused,
      `return upgrading((d) => d.createObjectStore('s', { keyPath: 'a b' }));`,
    ],
    [
      'an index over a key path that is none',
      refused,
      `return upgrading((d) => d.createObjectStore('s').createIndex('a', 'a b'));`,
    ],
    [
      'a key path that cannot count',
      refused,
      `return upgrading((d) => d.createObjectStore('s', { keyPath: '', autoIncrement: true }));`,
    ],
    [
      'an index of many over many',
      refused,
      `return upgrading((d) => d.createObjectStore('s').createIndex('a', ['a', 'b'], { multiEntry: true }));`,
    ],
    [
      'a store dropped that is missing',
      refused,
      `return upgrading((d) => d.deleteObjectStore('none'));`,
    ],
    [
      'an index dropped that is missing',
      refused,
      `return upgrading((d) => d.createObjectStore('s').deleteIndex('none'));`,
    ],
    ['all of what is no key', refused, `return ask(store('readonly').getAll({}));`],

    ['a store made outside of an upgrade', refused, `return db.createObjectStore('t');`],
    ['a store dropped outside of an upgrade', refused, `return db.deleteObjectStore('s');`],
    ['an index made outside of an upgrade', refused, `return store().createIndex('x', 'x');`],
    [
      'a store used after it was dropped',
      refused,
      `return upgrading((d) => { const s = d.createObjectStore('s'); d.deleteObjectStore('s'); s.put(1, 1); });`,
    ],
    [
      'a transaction begun in an upgrade',
      refused,
      `return upgrading((d) => { d.createObjectStore('s'); d.transaction('s'); });`,
    ],
    [
      'an abort of what is over',
      refused,
      `const t = db.transaction('s'); await new Promise((r) => { t.oncomplete = r; }); return t.abort();`,
    ],
    [
      'a commit of what is over',
      refused,
      `const t = db.transaction('s'); await new Promise((r) => { t.oncomplete = r; }); return t.commit();`,
    ],
    [
      'a commit of what was aborted',
      refused,
      `const t = db.transaction('s'); t.abort(); return t.commit();`,
    ],
    ['a result asked too early', refused, `return indexedDB.open(db.name).result;`],
    ['an error asked too early', refused, `return store('readonly').get(1).error;`],
    [
      'a cursor that goes on twice',
      refused,
      `await ask(store().put({ id: 1 })); const cursor = await ask(store().openCursor()); cursor.continue(); return cursor.continue();`,
    ],
    [
      'a cursor of keys that deletes',
      refused,
      `await ask(store().put({ id: 1 })); const cursor = await ask(store().openKeyCursor()); return cursor.delete();`,
    ],
    [
      'a store asked of a transaction that is over',
      refused,
      `const t = db.transaction('s'); await new Promise((r) => { t.oncomplete = r; }); return t.objectStore('s');`,
    ],
    [
      'a read in a transaction that is over',
      refused,
      `const s = store('readonly'); await new Promise((r) => { s.transaction.oncomplete = r; }); return ask(s.get(1));`,
    ],
    [
      'a write after a commit',
      refused,
      `const s = store(); s.transaction.commit(); return ask(s.put({ id: 1 }));`,
    ],
    [
      'a write in a transaction that was aborted',
      refused,
      `const s = store(); s.transaction.abort(); return ask(s.put({ id: 1 }));`,
    ],

    [
      'a connection closed before a write',
      closed,
      `db.close(); return db.transaction('s', 'readwrite');`,
    ],
    [
      'a connection that gave way to a newer version',
      closed,
      `db.onversionchange = () => db.close(); const q = indexedDB.open(db.name, 9); await new Promise((r) => { q.onsuccess = r; }); return db.transaction('s');`,
    ],
    [
      'a connection closed in its upgrade',
      rolledBack,
      `const q = indexedDB.open('closing-' + Math.random(), 1); q.onupgradeneeded = () => q.result.close(); return ask(q);`,
    ],

    [
      'an upgrade that threw',
      rolledBack,
      `const q = indexedDB.open('throwing-' + Math.random(), 1); addEventListener('error', (event) => event.preventDefault(), { once: true }); q.onupgradeneeded = () => { throw new Error('no'); }; return ask(q);`,
    ],
    [
      'a listener that threw',
      rolledBack,
      `addEventListener('error', (event) => event.preventDefault(), { once: true }); const s = store(); const over = ended(s.transaction); s.put({ id: 1 }).onsuccess = () => { throw new Error('no'); }; return over;`,
    ],
    [
      'given up in the middle: the second request',
      rolledBack,
      `const s = store(); s.put({ id: 1 }); const second = ask(s.put({ id: 2 })); s.transaction.abort(); return second;`,
    ],
    [
      'given up by a listener: the error of the transaction',
      rolledBack,
      `const s = store(); const over = ended(s.transaction); s.put({ id: 1 }).onsuccess = () => s.transaction.abort(); return over;`,
    ],
    [
      'the event of an upgrade given up',
      rolledBack,
      `const q = indexedDB.open('event-' + Math.random(), 1); return new Promise((resolve) => { q.onupgradeneeded = () => q.transaction.abort(); q.onerror = (event) => resolve({ handed: event }); });`,
    ],
    [
      'the event of a request given up',
      rolledBack,
      `const s = store(); const q = s.put({ id: 1 }); return new Promise((resolve) => { q.onerror = (event) => resolve({ handed: event }); s.transaction.abort(); });`,
    ],
    [
      'the event of a name that is taken',
      broken,
      `const s = store(); s.add({ id: 1, name: 'a' }); const q = s.add({ id: 2, name: 'a' }); return new Promise((resolve) => { q.onerror = (event) => resolve({ handed: event }); });`,
    ],

    [
      'a version that is older, after a close',
      ['storage', 'never', 'none'],
      `db.close(); return ask(indexedDB.open(db.name, 2));`,
    ],
    [
      'the event of a version that is older',
      ['storage', 'never', 'none'],
      `return new Promise((resolve) => { indexedDB.open(db.name, 1).onerror = (event) => resolve({ handed: event }); });`,
    ],
    [
      'a deletion that another tab blocks',
      ['storage', 'later', 'none'],
      `return new Promise((resolve) => { indexedDB.deleteDatabase(db.name).onblocked = (event) => resolve({ handed: event }); });`,
    ],

    ['a mode that is none', bug, `return db.transaction('s', 'sideways');`],
    ['a version below zero', bug, `return indexedDB.open('x', -1);`],
    ['a version that is a word', bug, `return indexedDB.open('x', 'one');`],
    ['a version without end', bug, `return indexedDB.open('x', 2 ** 60);`],
    [
      'a cursor that goes nowhere',
      bug,
      `await ask(store().put({ id: 1 })); const cursor = await ask(store().openCursor()); return cursor.advance(0);`,
    ],
    [
      'a durability that is none',
      bug,
      `return db.transaction('s', 'readwrite', { durability: 'sideways' });`,
    ],
    ['a put of nothing', bug, `return store().put();`],
    ['a name that is a symbol', bug, `return indexedDB.open(Symbol('a'));`],
    ['a bug between two requests', bug, `await ask(store().put({ id: 1 })); return undefined.id;`],
  ]),
);
