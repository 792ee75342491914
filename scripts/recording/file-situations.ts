import { browsers, situationsOf, type Situation, type Truth } from './situation.ts';

const refused: Truth = ['storage', 'never', 'none'];
const bug: Truth = ['runtime', 'never', 'unknown|none'];

const inWorker = (source: string): string => `
  const code = ${JSON.stringify(`onmessage = async () => { try { await (async () => {${source}})(); postMessage({ fine: true }); } catch (error) { postMessage({ name: error.name, message: error.message, exception: error instanceof DOMException }); } };`)};
  const worker = new Worker(URL.createObjectURL(new Blob([code], { type: 'text/javascript' })));
  const told = await new Promise((resolve) => { worker.onmessage = (event) => resolve(event.data); worker.postMessage(1); });
  worker.terminate();
  if (told.fine || !told.exception) return { skip: true };
  throw new DOMException(told.message, told.name);
`;
const file = `if (!navigator.storage?.getDirectory) return { skip: true }; const root = await navigator.storage.getDirectory(); const file = await root.getFileHandle('f' + Math.random(), { create: true });`;

/** Files of the origin, Cache storage and the two small stores. */
export const fileSituations: readonly Situation[] = [
  ...situationsOf({ site: 'storage', engines: browsers }, [
    [
      'a folder that is missing',
      refused,
      `if (!navigator.storage?.getDirectory) return { skip: true }; return (await navigator.storage.getDirectory()).getDirectoryHandle('none');`,
    ],
    [
      'a file where a folder was asked',
      refused,
      `if (!navigator.storage?.getDirectory) return { skip: true }; const root = await navigator.storage.getDirectory(); await root.getFileHandle('a', { create: true }); return root.getDirectoryHandle('a');`,
    ],
    [
      'a folder where a file was asked',
      refused,
      `if (!navigator.storage?.getDirectory) return { skip: true }; const root = await navigator.storage.getDirectory(); await root.getDirectoryHandle('d', { create: true }); return root.getFileHandle('d');`,
    ],
    [
      'a removal of what is missing',
      refused,
      `if (!navigator.storage?.getDirectory) return { skip: true }; return (await navigator.storage.getDirectory()).removeEntry('none');`,
    ],
    [
      'a removal of a folder that is not empty',
      refused,
      `if (!navigator.storage?.getDirectory) return { skip: true }; const root = await navigator.storage.getDirectory(); const d = await root.getDirectoryHandle('full', { create: true }); await d.getFileHandle('x', { create: true }); return root.removeEntry('full');`,
    ],
    [
      'a file read after it was removed',
      refused,
      `if (!navigator.storage?.getDirectory) return { skip: true }; const root = await navigator.storage.getDirectory(); const f = await root.getFileHandle('r', { create: true }); await root.removeEntry('r'); return f.getFile();`,
    ],
    [
      'a file name with a slash',
      bug,
      `if (!navigator.storage?.getDirectory) return { skip: true }; return (await navigator.storage.getDirectory()).getFileHandle('a/b', { create: true });`,
    ],
    [
      'a file name that is empty',
      bug,
      `if (!navigator.storage?.getDirectory) return { skip: true }; return (await navigator.storage.getDirectory()).getFileHandle('', { create: true });`,
    ],
    [
      'a file name of dots',
      bug,
      `if (!navigator.storage?.getDirectory) return { skip: true }; return (await navigator.storage.getDirectory()).getDirectoryHandle('..');`,
    ],
    [
      'two handles of one file',
      ['storage|resource', 'later', 'none'],
      inWorker(`${file} await file.createSyncAccessHandle(); await file.createSyncAccessHandle();`),
    ],
    [
      'a handle used after it was closed',
      ['storage', 'never|now', 'none'],
      inWorker(`${file} const h = await file.createSyncAccessHandle(); h.close(); h.getSize();`),
    ],
    [
      'a file removed while it is open',
      ['storage|resource', 'later', 'none'],
      inWorker(
        `if (!navigator.storage?.getDirectory) return { skip: true }; const root = await navigator.storage.getDirectory(); const f = await root.getFileHandle('open', { create: true }); const h = await f.createSyncAccessHandle(); try { await root.removeEntry('open'); } finally { h.close(); }`,
      ),
    ],
    [
      'a write while a handle is open',
      ['storage|resource', 'later', 'none'],
      inWorker(`${file} await file.createSyncAccessHandle(); await file.createWritable();`),
    ],

    [
      'an answer of another scheme put into a cache',
      bug,
      `return (await caches.open('c')).put('data:text/plain,a', new Response(''));`,
    ],
    [
      'an answer that varies by everything put into a cache',
      bug,
      `return (await caches.open('c')).put('/a', new Response('', { headers: { vary: '*' } }));`,
    ],
    [
      'an answer that was read put into a cache',
      bug,
      `const response = new Response('a'); await response.text(); return (await caches.open('c')).put('/a', response);`,
    ],
    ['what is no answer put into a cache', bug, `return (await caches.open('c')).put('/a', {});`],
    [
      'one file twice into a cache',
      refused,
      `return (await caches.open('c')).addAll([stage.own + '/json', stage.own + '/json']);`,
    ],
    [
      'an address that does not parse, in a cache',
      bug,
      `return (await caches.open('c')).match('http://[bad');`,
    ],
    [
      'localStorage is full of many',
      ['quota', 'later', 'none'],
      `for (let n = 0; ; n += 1) localStorage.setItem('k' + n, 'x'.repeat(500000));`,
    ],
    [
      'sessionStorage is full of one key',
      ['quota', 'later', 'none'],
      `sessionStorage.setItem('x'.repeat(11000000), '');`,
    ],
    ['localStorage asked without a key', bug, `return localStorage.setItem();`],
    ['localStorage given a symbol', bug, `return localStorage.setItem('a', Symbol('a'));`],
  ]),
  ...situationsOf({ site: 'storage', engines: browsers, page: '/page-in-sandbox' }, [
    [
      'a sandbox without sessionStorage',
      ['storage', 'never', 'none'],
      `return sessionStorage.length;`,
    ],
    [
      'a sandbox that may not delete a database',
      ['storage', 'never', 'none'],
      `return indexedDB.deleteDatabase('x');`,
    ],
    [
      'a sandbox that may not list databases',
      ['storage', 'never', 'none'],
      `return indexedDB.databases();`,
    ],
    [
      'a sandbox without a cache to look in',
      ['storage', 'never', 'none'],
      `return caches.match('/a');`,
    ],
    [
      'a sandbox that may not set a cookie',
      ['storage|security', 'never', 'none'],
      `document.cookie = 'a=1'; return { skip: true };`,
    ],
  ]),
];
