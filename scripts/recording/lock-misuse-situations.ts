import { browsers, situationsOf, type Situation, type Truth } from './situation.ts';

const stolen: Truth = ['resource', 'later', 'unknown'];
const defect: Truth = ['runtime', 'never', 'unknown'];

/** Locks that were stolen, given up, refused or misused. */
export const lockMisuseSituations: readonly Situation[] = situationsOf(
  { site: 'lock', engines: browsers },
  [
    [
      'stolen while the work awaits',
      stolen,
      `const held = navigator.locks.request('m1', () => new Promise((r) => setTimeout(r, 500))); setTimeout(() => void navigator.locks.request('m1', { steal: true }, () => {}), 50); return held;`,
    ],
    [
      'stolen, of a signal that nobody aborted',
      stolen,
      `const c = new AbortController(); stage.signal = c.signal; const held = navigator.locks.request('m2', { signal: c.signal }, () => new Promise(() => {})); setTimeout(() => void navigator.locks.request('m2', { steal: true }, () => {}), 50); return held;`,
    ],
    [
      'stolen from a thief',
      stolen,
      `void navigator.locks.request('m3', () => new Promise(() => {})).catch(() => {}); const thief = navigator.locks.request('m3', { steal: true }, () => new Promise(() => {})); setTimeout(() => void navigator.locks.request('m3', { steal: true }, () => {}), 50); return thief;`,
    ],
    [
      'a shared lock stolen',
      stolen,
      `const held = navigator.locks.request('m4', { mode: 'shared' }, () => new Promise(() => {})); setTimeout(() => void navigator.locks.request('m4', { steal: true }, () => {}), 50); return held;`,
    ],
    [
      'a wait given up before it began',
      ['network', 'never', 'none'],
      `stage.signal = AbortSignal.abort(); return navigator.locks.request('m5', { signal: stage.signal }, () => {});`,
    ],
    [
      'a wait given up with an error of the app',
      ['network', 'never', 'none'],
      `const c = new AbortController(); stage.signal = c.signal; void navigator.locks.request('m6', () => new Promise(() => {})); setTimeout(() => c.abort(new Error('left')), 30); return navigator.locks.request('m6', { signal: c.signal }, () => {});`,
    ],
    [
      'a wait whose time was up before',
      ['policy', 'later', 'none'],
      `stage.signal = AbortSignal.timeout(1); await new Promise((r) => setTimeout(r, 30)); return navigator.locks.request('m7', { signal: stage.signal }, () => {});`,
    ],
    [
      'a mode that is none',
      defect,
      `return navigator.locks.request('m8', { mode: 'sideways' }, () => {});`,
    ],
    ['no work at all', defect, `return navigator.locks.request('m9');`],
    [
      'a signal and a theft',
      defect,
      `return navigator.locks.request('m10', { steal: true, signal: new AbortController().signal }, () => {});`,
    ],
    [
      'a signal and no wait',
      defect,
      `return navigator.locks.request('m11', { ifAvailable: true, signal: new AbortController().signal }, () => {});`,
    ],
    [
      'a theft of a shared lock',
      defect,
      `return navigator.locks.request('m12', { mode: 'shared', steal: true }, () => {});`,
    ],
    [
      'a name with a hyphen before it',
      defect,
      `return navigator.locks.request('-m13', { mode: 'shared' }, () => {});`,
    ],
    ['a name that is a symbol', defect, `return navigator.locks.request(Symbol('a'), () => {});`],
    [
      'an error of the app under the lock',
      defect,
      `return navigator.locks.request('m14', () => { throw new Error('no'); });`,
    ],
    [
      'a range error under the lock',
      defect,
      `return navigator.locks.request('m15', async () => (1).toFixed(1000));`,
    ],
    [
      'a shared lock that is taken',
      ['resource', 'later', 'none'],
      `void navigator.locks.request('m16', () => new Promise(() => {})); return navigator.locks.request('m16', { ifAvailable: true, mode: 'shared' }, (lock) => ({ handed: lock }));`,
    ],
  ],
);
