import { browsers, type Label, type Situation } from './situation.ts';

const failed: Label = { code: 'WORKER_FAILED', retry: 'later' };
const base = { site: 'worker', engines: browsers, label: failed } as const;

export const workerSituations: readonly Situation[] = [
  ...['/worker-throws.js', '/gone.js', '/syntax.js'].map((given): Situation => ({
    ...base,
    about: `a worker from ${given}`,
    given,
    run: ({ own }, path) =>
      new Promise((resolve) => {
        const worker = new Worker(`${own}${String(path)}`);
        worker.addEventListener('error', (event) => resolve({ handed: event }));
      }),
  })),
  {
    ...base,
    about: 'a worker of another origin',
    run: ({ other }) => new Worker(`${other}/worker.js`),
  },
  {
    ...base,
    label: { code: 'MESSAGE_UNREADABLE' },
    about: 'a message that cannot be cloned',
    run: ({ own }) => new Worker(`${own}/worker.js`).postMessage(() => {}),
  },
  ...[
    ['a service worker that is gone', '/gone.js'],
    ['a page in place of a service worker', '/page.js'],
    ['a service worker that throws', '/worker-throws.js'],
    ['a service worker that does not parse', '/syntax.js'],
    ['a service worker cut off', '/cut.js'],
  ].map(([about, given]): Situation => ({
    ...base,
    about: about!,
    given,
    run: ({ own }, path) => navigator.serviceWorker.register(`${own}${String(path)}`),
  })),
  {
    ...base,
    about: 'a service worker of another origin',
    run: ({ other }) => navigator.serviceWorker.register(`${other}/worker.js`),
  },
  {
    ...base,
    about: 'a service worker over too much',
    run: ({ own }) => navigator.serviceWorker.register(`${own}/deep/worker.js`, { scope: '/' }),
  },
];
