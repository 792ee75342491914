import { browsers, type Label, type Situation } from './situation.ts';

const failed: Label = { code: 'WORKER_FAILED', retry: 'later', effect: 'none' };
/** It fails each time. */
const refused: Label = { ...failed, retry: 'never' };
/** Its code ran until it broke. */
const broke: Label = { ...refused, effect: 'unknown' };
const base = { site: 'worker', engines: browsers, label: failed } as const;

export const workerSituations: readonly Situation[] = [
  ...(
    [
      ['/worker-throws.js', broke],
      ['/gone.js', failed],
      ['/syntax.js', { ...broke, effect: 'none|unknown' }],
    ] as const
  ).map(([given, label]): Situation => ({
    ...base,
    about: `a worker from ${given}`,
    given,
    label,
    run: ({ own }, path) =>
      new Promise((resolve) => {
        const worker = new Worker(`${own}${String(path)}`);
        worker.addEventListener('error', (event) => resolve({ handed: event }));
      }),
  })),
  {
    ...base,
    label: refused,
    about: 'a worker of another origin',
    run: ({ other }) => new Worker(`${other}/worker.js`),
  },
  {
    ...base,
    label: { code: 'MESSAGE_UNREADABLE', effect: 'unknown' },
    about: 'a message that cannot be cloned',
    run: ({ own }) => new Worker(`${own}/worker.js`).postMessage(() => {}),
  },
  ...(
    [
      ['a service worker that is gone', '/gone.js', failed],
      ['a page in place of a service worker', '/page.js', { ...failed, retry: 'never|later' }],
      ['a service worker that throws', '/worker-throws.js', broke],
      ['a service worker that does not parse', '/syntax.js', { ...broke, effect: 'none|unknown' }],
      ['a service worker cut off', '/cut.js', failed],
    ] as const
  ).map(([about, given, label]): Situation => ({
    ...base,
    about,
    given,
    label,
    run: ({ own }, path) => navigator.serviceWorker.register(`${own}${String(path)}`),
  })),
  {
    ...base,
    label: refused,
    about: 'a service worker of another origin',
    run: ({ other }) => navigator.serviceWorker.register(`${other}/worker.js`),
  },
  {
    ...base,
    label: refused,
    about: 'a service worker over too much',
    run: ({ own }) => navigator.serviceWorker.register(`${own}/deep/worker.js`, { scope: '/' }),
  },
];
