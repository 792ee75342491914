import { browsers, everywhere, type Label, type Situation } from './situation.ts';

const defect: Label = { code: 'DEFECT', effect: 'unknown', retry: 'never' };
/** The error names neither the sender of the text nor the sender's earlier work. */
const syntax: Label = { code: 'JSON_INVALID', retry: 'never', effect: 'unknown' };
const anywhere = { site: 'anywhere', engines: everywhere, label: defect } as const;
const inPages = { ...anywhere, engines: browsers } as const;

/** Bugs, refusals of the platform, and text that is no JSON. */
export const codeSituations: readonly Situation[] = [
  ...['', '{"half":', '<!doctype html>', '{a:1}', '[1,]', '"open', 'undefined', '{"a":1}}'].map(
    (given): Situation => ({
      ...anywhere,
      site: 'json',
      label: syntax,
      about: `JSON.parse(${JSON.stringify(given)})`,
      given,
      run: (_stage, text) => JSON.parse(text),
    }),
  ),
  ...['/html', '/half-json', '/empty'].map((given): Situation => ({
    ...anywhere,
    site: 'json',
    label: syntax,
    about: `response.json() of ${given}`,
    given,
    run: async ({ own }, path) => (await fetch(`${own}${String(path)}`)).json(),
  })),
  {
    ...anywhere,
    label: syntax,
    about: 'JSON that nobody said was JSON',
    run: () => JSON.parse('<html>'),
  },
  {
    ...anywhere,
    about: 'a body read twice',
    run: async ({ own }) => {
      const response = await fetch(`${own}/json`);
      await response.text();
      await response.text();
    },
  },
  {
    ...anywhere,
    about: 'a property of undefined',
    run: () => (undefined as never as { id: { name: 1 } }).id.name,
  },
  {
    ...anywhere,
    about: 'a property of null, set',
    run: () => {
      (null as never as { id: number }).id = 1;
    },
  },
  {
    ...anywhere,
    about: 'a call of what is no function',
    run: () => (({}) as never as () => void)(),
  },
  {
    ...anywhere,
    about: 'a call of a missing method',
    run: () => (({}) as { go(): void }).go(),
  },
  {
    ...anywhere,
    about: 'a name that is not defined',
    // @ts-expect-error it is not defined
    run: () => missing,
  },
  {
    ...anywhere,
    about: 'a constant that is changed',
    run: () => {
      (Object.freeze([1]) as number[]).push(2);
    },
  },
  {
    ...anywhere,
    about: 'a stack that overflows',
    run: () => {
      const dive = (): number => dive() + 1;
      return dive();
    },
  },
  {
    ...anywhere,
    about: 'an array of no length',
    run: () => Array.from({ length: -1 }, Number).concat(new Array(-1)),
  },
  { ...anywhere, about: 'digits without end', run: () => (1).toFixed(1000) },
  { ...anywhere, about: 'no date', run: () => new Date(Number.NaN).toISOString() },
  {
    ...anywhere,
    about: 'no locale',
    run: () => new Intl.NumberFormat('nowhere-at-all-in-the-world'),
  },
  { ...anywhere, about: 'a broken URI', run: () => decodeURIComponent('%') },
  { ...anywhere, about: 'no URL', run: () => new URL('::') },
  {
    ...anywhere,
    about: 'JSON of a cycle',
    run: () => {
      const cycle: { self?: unknown } = {};
      cycle.self = cycle;
      return JSON.stringify(cycle);
    },
  },
  { ...anywhere, about: 'JSON of a bigint', run: () => JSON.stringify({ n: 1n }) },
  { ...anywhere, about: 'a function cloned', run: () => structuredClone(() => {}) },
  { ...anywhere, about: 'base64 that is none', run: () => atob('*') },
  {
    ...anywhere,
    about: 'a promise that waits for itself',
    run: () => {
      const promise: Promise<unknown> = Promise.resolve().then(() => promise);
      return promise;
    },
  },
  {
    ...anywhere,
    label: { code: 'ABORTED' },
    about: 'everything raced was aborted',
    run: () => Promise.any([1, 2].map(() => Promise.reject(AbortSignal.abort().reason))),
  },
  ...[undefined, null, 'no', 0, { no: 1 }].map((given): Situation => ({
    ...anywhere,
    label: { code: 'UNKNOWN', retry: 'never' },
    about: `${JSON.stringify(given) ?? 'undefined'} thrown`,
    given,
    run: (_stage, thrown) => {
      throw thrown;
    },
  })),
  {
    ...anywhere,
    label: { code: 'UNKNOWN' },
    about: 'an error of the app',
    run: () => {
      throw new Error('no');
    },
  },
  {
    ...inPages,
    page: '/page-with-csp',
    label: { code: 'CONTENT_BLOCKED', effect: 'none' },
    about: 'code made of text where a policy forbids it',
    run: async () => {
      // Runs later, because the driver that runs this code is itself exempt from the policy.
      await new Promise((done) => setTimeout(done, 50));
      // oxlint-disable-next-line no-eval
      return globalThis.eval('1 + 1') as unknown;
    },
  },
  {
    ...inPages,
    about: 'a node removed from where it is not',
    run: () => document.body.removeChild(document.createElement('p')),
  },
  {
    ...inPages,
    about: 'a node put into itself',
    run: () => document.body.append(document.documentElement),
  },
  {
    ...inPages,
    about: 'an attribute of no name',
    run: () => document.body.setAttribute('1 2', ''),
  },
  { ...inPages, about: 'an element of no name', run: () => document.createElement('<p>') },
  {
    ...inPages,
    label: { code: 'CONTENT_UNEXPECTED' },
    about: 'an image that is none',
    run: () => {
      const image = new Image();
      image.src = 'data:image/png;base64,AAAA';
      return image.decode();
    },
  },
  {
    ...inPages,
    label: { code: 'PERMISSION_DENIED' },
    engines: ['chromium'],
    about: 'the clipboard without permission',
    run: () => navigator.clipboard.readText(),
  },
];
