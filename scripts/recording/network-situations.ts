import { browsers, everywhere, type Label, type Situation } from './situation.ts';

const untold: Label = { code: 'NETWORK_FAILED', effect: 'unknown', retry: 'later' };
const reset: Label = { ...untold, reason: 'reset' };
const refused: Label = { code: 'NETWORK_FAILED', effect: 'none', reason: 'refused' };
const base = { site: 'fetch', engines: everywhere, label: untold } as const;

/** Requests that fail on the way. Only the place of the call shows that the network failed. */
export const networkSituations: readonly Situation[] = [
  {
    ...base,
    about: 'nobody listens',
    labels: { node: refused },
    run: ({ closed }) => fetch(closed),
  },
  {
    ...base,
    about: 'nobody listens, writing',
    labels: { node: refused },
    run: ({ closed }) => fetch(closed, { method: 'POST', body: 'x' }),
  },
  {
    ...base,
    about: 'no such host',
    labels: { node: { code: 'NETWORK_FAILED', effect: 'none', reason: 'dns' } },
    run: () => fetch('http://no-such-host.invalid/'),
  },
  {
    ...base,
    about: 'TLS to a server that speaks none',
    labels: { node: { code: 'NETWORK_FAILED', effect: 'none', reason: 'tls' } },
    run: ({ own }) => fetch(own.replace('http:', 'https:')),
  },
  {
    ...base,
    about: 'cut before the headers',
    labels: { node: reset },
    run: ({ own }) => fetch(`${own}/cut`),
  },
  {
    ...base,
    about: 'cut before the headers, writing',
    labels: { node: reset },
    run: ({ own }) => fetch(`${own}/cut`, { method: 'POST', body: 'x' }),
  },
  {
    ...base,
    about: 'reset before the headers',
    labels: { node: reset },
    run: ({ own }) => fetch(`${own}/reset`),
  },
  {
    ...base,
    about: 'cut in the body, read as text',
    labels: { node: reset },
    run: async ({ own }) => (await fetch(`${own}/cut-body`)).text(),
  },
  {
    ...base,
    about: 'cut in the body, read as JSON',
    labels: { node: reset },
    run: async ({ own }) => (await fetch(`${own}/cut-body`)).json(),
  },
  {
    ...base,
    about: 'cut in the body, read in pieces',
    labels: { node: reset },
    run: async ({ own }) => {
      const reader = (await fetch(`${own}/cut-body`)).body?.getReader();
      while (reader && !(await reader.read()).done);
    },
  },
  {
    ...base,
    about: 'reset in the body',
    labels: { node: reset },
    run: async ({ own }) => (await fetch(`${own}/reset-body`)).text(),
  },
  {
    ...base,
    about: 'a body that is not the gzip it says',
    run: async ({ own }) => (await fetch(`${own}/bad-gzip`)).text(),
  },
  {
    ...base,
    about: 'a broken chunk',
    run: async ({ own }) => (await fetch(`${own}/bad-chunk`)).text(),
  },
  {
    ...base,
    about: 'an answer that is not HTTP',
    run: async ({ own }) => {
      // Some engines read it as HTTP/0.9 and give the bytes.
      const response = await fetch(`${own}/garbage`);
      if (response.status === 200) return { skip: true };
    },
  },
  {
    ...base,
    about: 'two lengths',
    run: async ({ own }) => (await fetch(`${own}/two-lengths`)).text(),
  },
  {
    ...base,
    about: 'headers without end',
    run: async ({ own }) => (await fetch(`${own}/huge-headers`)).text(),
  },
  { ...base, about: 'redirects in a circle', run: ({ own }) => fetch(`${own}/loop`) },
  {
    ...base,
    about: 'a redirect where none is allowed',
    run: ({ own }) => fetch(`${own}/elsewhere`, { redirect: 'error' }),
  },
  { ...base, about: 'a redirect to nowhere', run: ({ own }) => fetch(`${own}/bad-redirect`) },
  { ...base, about: 'a port no browser asks', run: () => fetch('http://127.0.0.1:6000/') },
  { ...base, about: 'a scheme nobody knows', run: () => fetch('gopher://127.0.0.1/') },
  {
    ...base,
    about: 'an integrity that does not match',
    run: ({ own }) => fetch(`${own}/json`, { integrity: 'sha256-AAAA' }),
  },
  {
    ...base,
    engines: ['node'],
    about: 'no URL at all',
    label: { code: 'DEFECT', effect: 'none' },
    run: () => fetch('::'),
  },
  {
    ...base,
    engines: browsers,
    about: 'another origin that allows nobody',
    run: ({ other }) => fetch(`${other}/json`),
  },
  {
    ...base,
    engines: browsers,
    about: 'another origin that answers no preflight',
    run: ({ other }) => fetch(`${other}/json`, { method: 'PUT', headers: { 'x-own': '1' } }),
  },
  {
    ...base,
    engines: browsers,
    about: 'same origin only',
    run: ({ other }) => fetch(`${other}/json`, { mode: 'same-origin' }),
  },
  {
    ...base,
    engines: browsers,
    page: '/page-with-csp',
    about: 'a policy of the page forbids it',
    run: ({ own }) => fetch(`${own}/json`),
  },
  {
    ...base,
    engines: browsers,
    about: 'too much to keep alive',
    run: ({ own }) =>
      fetch(`${own}/json`, { method: 'POST', keepalive: true, body: 'x'.repeat(70_000) }),
  },
];
