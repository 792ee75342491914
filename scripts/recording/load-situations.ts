import { browsers, everywhere, situationsOf, type Situation, type Truth } from './situation.ts';

const notLoaded: Truth = ['chunk', 'later', 'none'];
const stale: Truth = ['chunk', 'never', 'none'];
const defect: Truth = ['runtime', 'never', 'unknown'];

/** None of the worker's code ran. */
const notStarted: Truth = ['worker', 'later', 'none'];
const refused: Truth = ['worker', 'never', 'none'];
/** None of the worker's code ran. Not every engine distinguishes that from an error at its start. */
const unparsed: Truth = ['worker', 'never', 'none|unknown'];
/** The worker's code ran and broke. Its effects until then are unknown, and it breaks again. */
const broke: Truth = ['worker', 'never', 'unknown'];
const unreadable: Truth = ['worker', 'never', 'unknown'];

const worker = (code: string, options = ''): string => `
  const worker = new Worker(URL.createObjectURL(new Blob([${JSON.stringify(code)}], { type: 'text/javascript' }))${options});
  return new Promise((resolve) => {
    worker.onerror = (event) => { event.preventDefault(); resolve({ handed: event }); };
    worker.onmessageerror = (event) => resolve({ handed: event });
    worker.postMessage(stage.own);
  });`;

/** Parts that do not load, and workers that do not start or break. */
export const loadSituations: readonly Situation[] = [
  ...situationsOf({ site: 'import', engines: browsers }, [
    ['a part that is reset', notLoaded, `return import(stage.own + '/reset');`],
    ['a part cut in the middle', notLoaded, `return import(stage.own + '/cut-script.js');`],
    [
      'a part of a server that is overloaded',
      notLoaded,
      `return import(stage.own + '/status/503');`,
    ],
    [
      'a part behind a sign-in page',
      ['chunk', 'never|later', 'none'],
      `return import(stage.own + '/html');`,
    ],
    ['a part behind redirects in a circle', notLoaded, `return import(stage.own + '/loop');`],
    ['a part of a host that is none', notLoaded, `return import('http://nowhere.invalid/a.js');`],
    ['a part made of data that does not parse', stale, `return import('data:text/javascript,}');`],
    [
      'a part whose own part does not parse',
      stale,
      `return import('data:text/javascript,import ' + JSON.stringify(stage.own + '/syntax.js'));`,
    ],
    [
      'a part that throws null',
      ['runtime', 'never', 'unknown'],
      `return import('data:text/javascript,throw null');`,
    ],
    [
      'a part that breaks while it awaits',
      defect,
      `return import('data:text/javascript,await null; undefined.a');`,
    ],
    [
      'a part that counts too far',
      defect,
      `return import('data:text/javascript,(1).toFixed(999)');`,
    ],
    [
      'a part that is aborted by itself',
      ['network', 'never', 'unknown'],
      `return import('data:text/javascript,throw new DOMException("", "AbortError")');`,
    ],
    [
      'an object URL that was given back',
      notLoaded,
      `const url = URL.createObjectURL(new Blob([''], { type: 'text/javascript' })); URL.revokeObjectURL(url); return import(url);`,
    ],
    ['an address that does not parse', defect, `return import('http://[bad');`],
    [
      'a part without an export that is asked for',
      stale,
      `return import('data:text/javascript,import { none } from ' + JSON.stringify(stage.own + '/fine.js') + '; none();');`,
    ],
  ]),
  ...situationsOf({ site: 'anywhere', engines: browsers }, [
    [
      'a part loaded by a bundler',
      notLoaded,
      `throw Object.assign(new Error('Loading chunk 7 failed.'), { name: 'ChunkLoadError', code: undefined });`,
    ],
    [
      'a style loaded by a bundler',
      notLoaded,
      `throw Object.assign(new Error('Loading CSS chunk 7 failed.'), { code: 'CSS_CHUNK_LOAD_FAILED' });`,
    ],
  ]),
  ...situationsOf({ site: 'worker', engines: browsers }, [
    ['a worker that misuses undefined at its start', broke, worker('undefined.a')],
    ['a worker that misuses undefined later', broke, worker('onmessage = () => { undefined.a; };')],
    ['a worker that throws a string', broke, worker('throw "no";')],
    ['a worker that throws nothing', broke, worker('throw undefined;')],
    [
      'a worker that throws in a timer',
      broke,
      worker('onmessage = () => { setTimeout(() => { throw new RangeError("no"); }, 5); };'),
    ],
    [
      'a worker whose listener throws an error of the app',
      broke,
      worker('onmessage = () => { throw new Error("no"); };'),
    ],
    [
      'a worker whose stack overflows',
      broke,
      worker('onmessage = () => { const dive = () => dive() + 1; dive(); };'),
    ],
    [
      'a worker that fetches a script that is gone',
      ['worker', 'never|later', 'unknown'],
      worker('onmessage = (event) => { importScripts(event.data + "/gone.js"); };'),
    ],
    ['a worker that does not parse', unparsed, worker('const = ;')],
    ['a module worker that does not parse', unparsed, worker('const = ;', ", { type: 'module' }")],
    ['a module worker that breaks', broke, worker('undefined.a', ", { type: 'module' }")],
    [
      'a module worker that is gone',
      notStarted,
      `return new Promise((resolve) => { new Worker(stage.own + '/gone.js', { type: 'module' }).onerror = (event) => resolve({ handed: event }); });`,
    ],
    [
      'a module worker with a part that is gone',
      notStarted,
      `return new Promise((resolve) => { new Worker(stage.own + '/imports-gone.js', { type: 'module' }).onerror = (event) => resolve({ handed: event }); });`,
    ],
    [
      'a worker whose connection is cut',
      notStarted,
      `return new Promise((resolve) => { new Worker(stage.own + '/cut.js').onerror = (event) => resolve({ handed: event }); });`,
    ],
    [
      'a worker of a server that fails',
      notStarted,
      `return new Promise((resolve) => { new Worker(stage.own + '/broken.js').onerror = (event) => resolve({ handed: event }); });`,
    ],
    ['a worker of an address that does not parse', refused, `return new Worker('http://[bad');`],
    ['a worker of another scheme', refused, `return new Worker('gopher://a/');`],
    [
      'a worker of a type that is none',
      refused,
      `return new Worker(stage.own + '/worker.js', { type: 'sideways' });`,
    ],
    ['a worker of nothing', refused, `return new Worker();`],
    [
      'a message that holds a node',
      unreadable,
      `return new Worker(stage.own + '/worker.js').postMessage({ node: document.body });`,
    ],
    [
      'a message that hands over the same twice',
      unreadable,
      `const b = new ArrayBuffer(8); return new Worker(stage.own + '/worker.js').postMessage(b, [b, b]);`,
    ],
    [
      'a message that hands over what is gone',
      unreadable,
      `const b = new ArrayBuffer(8); structuredClone(b, { transfer: [b] }); return new Worker(stage.own + '/worker.js').postMessage(b, [b]);`,
    ],
    [
      'a broadcast of a symbol',
      unreadable,
      `return new BroadcastChannel('w').postMessage(Symbol('a'));`,
    ],
    [
      'a message to the service worker that is a function',
      unreadable,
      `return navigator.serviceWorker.register('/worker.js').then((r) => (r.installing ?? r.waiting ?? r.active).postMessage(() => {}));`,
    ],
    [
      'a service worker over a scope of another origin',
      refused,
      `return navigator.serviceWorker.register('/worker.js', { scope: stage.other + '/' });`,
    ],
    [
      'a service worker of an address that does not parse',
      refused,
      `return navigator.serviceWorker.register('http://[bad');`,
    ],
    [
      'a service worker of another scheme',
      refused,
      `return navigator.serviceWorker.register('data:text/javascript,1');`,
    ],
    [
      'a service worker with an escaped slash',
      refused,
      `return navigator.serviceWorker.register('/a%2fworker.js');`,
    ],
    [
      'a service worker of a server that fails',
      notStarted,
      `return navigator.serviceWorker.register('/broken.js');`,
    ],
    [
      'a service worker behind a redirect',
      refused,
      `return navigator.serviceWorker.register('/to-worker.js');`,
    ],
    [
      'a service worker that misuses undefined',
      broke,
      `return navigator.serviceWorker.register('/type.js');`,
    ],
    [
      'a service worker that refuses its scope',
      refused,
      `return navigator.serviceWorker.register('/deep/none/worker.js', { scope: '/other/' });`,
    ],
    [
      'an update of a service worker that was let go',
      ['worker', 'never|later', 'none|unknown'],
      `const r = await navigator.serviceWorker.register('/worker.js'); await r.unregister(); return r.update();`,
    ],
  ]),
  ...situationsOf({ site: 'worker', engines: browsers, page: '/page-in-sandbox' }, [
    ['a worker that a sandbox forbids', refused, `return new Worker(stage.own + '/worker.js');`],
    [
      'a service worker that a sandbox forbids',
      refused,
      `return navigator.serviceWorker.register(stage.own + '/worker.js');`,
    ],
  ]),
  ...situationsOf({ site: 'anywhere', engines: everywhere }, [
    [
      'an error of the app with a word of its own',
      ['runtime', 'never', 'unknown'],
      `throw Object.assign(new Error('no'), { code: 'STORY_LOCKED' });`,
    ],
    [
      'an error of the app with a number of its own',
      ['runtime', 'never', 'unknown'],
      `throw Object.assign(new Error('no'), { code: 7 });`,
    ],
    [
      'an error of an own class',
      ['runtime', 'never', 'unknown'],
      `class StoryError extends Error { name = 'StoryError'; } throw new StoryError('no');`,
    ],
    [
      'an answer of 503 thrown by the app',
      ['api', 'later', 'unknown|none'],
      `throw new Response(null, { status: 503 });`,
    ],
    [
      'an answer of 404 on an error',
      ['api', 'never', 'none'],
      `throw Object.assign(new Error('no'), { status: 404 });`,
    ],
  ]),
];
