import { everywhere, type Label, type Situation } from './situation.ts';

const aborted: Label = { code: 'ABORTED' };
const late: Label = { code: 'TIMEOUT' };
const base = { site: 'fetch', engines: everywhere, label: aborted } as const;

/** Requests that the page itself gave up. The reason of the page's own signal shows it. */
export const abortSituations: readonly Situation[] = [
  {
    ...base,
    about: 'aborted before it began',
    run: (stage) => {
      stage.signal = AbortSignal.abort();
      return fetch(`${stage.own}/silent`, { signal: stage.signal });
    },
  },
  {
    ...base,
    about: 'aborted while it waited',
    run: (stage) => {
      const controller = new AbortController();
      stage.signal = controller.signal;
      setTimeout(() => controller.abort(), 100);
      return fetch(`${stage.own}/silent`, { signal: stage.signal });
    },
  },
  ...['left the page', '', 7, null, { left: 'the page' }].map((given): Situation => ({
    ...base,
    about: `aborted with ${JSON.stringify(given)}`,
    given,
    run: (stage, reason) => {
      const controller = new AbortController();
      stage.signal = controller.signal;
      setTimeout(() => controller.abort(reason), 100);
      return fetch(`${stage.own}/silent`, { signal: stage.signal });
    },
  })),
  {
    ...base,
    about: 'aborted with an error of the app',
    run: (stage) => {
      const controller = new AbortController();
      stage.signal = controller.signal;
      setTimeout(() => controller.abort(new TypeError('left the page')), 100);
      return fetch(`${stage.own}/silent`, { signal: stage.signal });
    },
  },
  {
    ...base,
    about: 'aborted while the body was read',
    run: async (stage) => {
      const controller = new AbortController();
      stage.signal = controller.signal;
      const response = await fetch(`${stage.own}/slow-body`, { signal: stage.signal });
      setTimeout(() => controller.abort(), 100);
      return response.text();
    },
  },
  {
    ...base,
    about: 'aborted with an error while the body was read',
    run: async (stage) => {
      const controller = new AbortController();
      stage.signal = controller.signal;
      const response = await fetch(`${stage.own}/slow-body`, { signal: stage.signal });
      setTimeout(() => controller.abort(new Error('left the page')), 100);
      return response.json();
    },
  },
  {
    ...base,
    label: late,
    about: 'timed out while it waited',
    run: (stage) => {
      stage.signal = AbortSignal.timeout(100);
      return fetch(`${stage.own}/silent`, { signal: stage.signal });
    },
  },
  {
    ...base,
    label: late,
    about: 'timed out while the body was read',
    run: async (stage) => {
      stage.signal = AbortSignal.timeout(200);
      return (await fetch(`${stage.own}/slow-body`, { signal: stage.signal })).text();
    },
  },
  {
    ...base,
    label: late,
    about: 'the first of two signals timed out',
    run: (stage) => {
      stage.signal = AbortSignal.any([AbortSignal.timeout(100), new AbortController().signal]);
      return fetch(`${stage.own}/silent`, { signal: stage.signal });
    },
  },
  {
    ...base,
    site: 'anywhere',
    about: 'a signal asked whether it is aborted',
    run: () => AbortSignal.abort().throwIfAborted(),
  },
  {
    ...base,
    site: 'anywhere',
    label: late,
    about: 'a signal of time asked whether it is aborted',
    run: async () => {
      const signal = AbortSignal.timeout(1);
      await new Promise((done) => setTimeout(done, 50));
      signal.throwIfAborted();
    },
  },
];
