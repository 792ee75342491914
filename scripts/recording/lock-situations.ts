import { browsers, type Label, type Situation } from './situation.ts';

const base = { site: 'lock', engines: browsers } as const;
const stolen: Label = { code: 'LOCK_LOST', effect: 'unknown' };

export const lockSituations: readonly Situation[] = [
  {
    ...base,
    label: stolen,
    about: 'a lock stolen while it is held',
    run: async () => {
      const held = navigator.locks.request('a', () => new Promise(() => {}));
      setTimeout(() => void navigator.locks.request('a', { steal: true }, () => {}), 50);
      return held;
    },
  },
  {
    ...base,
    label: { code: 'ABORTED', effect: 'none' },
    about: 'a wait given up',
    run: (stage) => {
      const controller = new AbortController();
      stage.signal = controller.signal;
      void navigator.locks.request('b', () => new Promise(() => {}));
      setTimeout(() => controller.abort(), 50);
      return navigator.locks.request('b', { signal: controller.signal }, () => {});
    },
  },
  {
    ...base,
    label: { code: 'ABORTED', effect: 'none' },
    about: 'a wait given up with a string',
    run: (stage) => {
      const controller = new AbortController();
      stage.signal = controller.signal;
      void navigator.locks.request('b2', () => new Promise(() => {}));
      setTimeout(() => controller.abort('left the page'), 50);
      return navigator.locks.request('b2', { signal: controller.signal }, () => {});
    },
  },
  {
    ...base,
    label: { code: 'TIMEOUT', effect: 'none' },
    about: 'a wait that took too long',
    run: (stage) => {
      void navigator.locks.request('c', () => new Promise(() => {}));
      stage.signal = AbortSignal.timeout(50);
      return navigator.locks.request('c', { signal: stage.signal }, () => {});
    },
  },
  {
    ...base,
    label: { code: 'LOCK_UNAVAILABLE' },
    about: 'a lock that is taken',
    run: async () => {
      void navigator.locks.request('d', () => new Promise(() => {}));
      return navigator.locks.request('d', { ifAvailable: true }, (lock) => ({ handed: lock }));
    },
  },
  {
    ...base,
    label: { code: 'DEFECT' },
    about: 'a name that may not be',
    run: () => navigator.locks.request('-e', () => {}),
  },
  {
    ...base,
    label: { code: 'DEFECT' },
    about: 'options that exclude each other',
    run: () => navigator.locks.request('f', { steal: true, ifAvailable: true }, () => {}),
  },
  {
    ...base,
    label: { code: 'DEFECT' },
    about: 'a bug in the work under the lock',
    run: () => navigator.locks.request('g', () => (undefined as never as { go(): void }).go()),
  },
  {
    ...base,
    page: '/page-in-sandbox',
    label: { code: 'LOCK_UNAVAILABLE', retry: 'never' },
    about: 'a sandbox without locks',
    run: () => navigator.locks.request('h', () => {}),
  },
];
