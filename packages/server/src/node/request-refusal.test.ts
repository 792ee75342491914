import fc from 'fast-check';
import { expect, it } from 'vitest';
import { refusalOf } from './request-refusal.ts';

const limits = { maxUrlBytes: 100, maxHeaders: 10 };
const head = (host: string, url = '/') => ({
  method: 'GET',
  url,
  httpVersion: '1.1',
  rawHeaders: ['Host', host],
});

const part = fc.constantFrom(
  ...['a', 'A.b', 'xn--a', '127.0.0.1', '0x7f', '1', '::1', '[', ']', ':', '80', '99999', '@'],
  ...[
    '/',
    '\\',
    '?',
    '#',
    '%',
    '%2e',
    '..',
    ' ',
    ',',
    '\u00e9',
    '\u0000',
    'http://',
    'https:',
    '*',
    '',
  ],
);
const words = fc.array(part, { maxLength: 5 }).map((parts) => parts.join(''));

it('accepts only requests with one valid address and the same host as in the header', () => {
  fc.assert(
    fc.property(words, words, (host, url) => {
      if (refusalOf(head(host, url), limits)) return;
      const target = url.startsWith('/') ? `http://${host}${url}` : url;
      expect(new URL(target).host).toBe(new URL(`http://${host}`).host);
      expect(new URL(target).hostname).toBe(host.toLowerCase().replace(/:\d+$/, ''));
    }),
    { numRuns: 20_000 },
  );
});

it.each([
  'a',
  'a.example',
  'A.Example:8080',
  'a_b',
  'a-b.c.',
  '127.0.0.1:1',
  '[::1]',
  '[2001:db8::1]:443',
  'xn--bcher-kva.example',
])('lets through a request for %s', (host) =>
  expect(refusalOf(head(host), limits)).toBeUndefined(),
);

it.each([
  ['a path of its length', head('a', `/${'b'.repeat(99)}`), undefined],
  ['a longer one', head('a', `/${'b'.repeat(100)}`), 'URL_TOO_LONG'],
  [
    'its number of fields',
    { ...head('a'), rawHeaders: ['host', 'a', ...Array.from({ length: 18 }, () => 'b')] },
    undefined,
  ],
  [
    'one field more',
    { ...head('a'), rawHeaders: ['host', 'a', ...Array.from({ length: 20 }, () => 'b')] },
    'HEADERS_TOO_LARGE',
  ],
] as const)('has a limit: %s', (_, request, code) => {
  expect(refusalOf(request, limits)?.code).toBe(code);
});
