import { describe, expect, it } from 'vitest';
import { requireSameOrigin } from './require-same-origin.ts';

const allowedOrigins = ['https://fireside.example'];
const check =
  (headers: Record<string, string>, method = 'POST') =>
  (): void =>
    requireSameOrigin(new Request('http://127.0.0.1:5280/api/session', { method, headers }), {
      allowedOrigins,
    });

describe('a write', () => {
  it.each([
    ['from the page itself', { 'sec-fetch-site': 'same-origin' }],
    ['from the user’s own doing', { 'sec-fetch-site': 'none' }],
    [
      'from an allowed origin',
      { 'sec-fetch-site': 'cross-site', origin: 'https://fireside.example' },
    ],
    ['from an older browser on the same host', { origin: 'http://127.0.0.1:5280' }],
    ['through a proxy that ends TLS', { origin: 'https://127.0.0.1:5280' }],
    ['from no browser at all', {}],
  ])('passes %s', (_, headers) => {
    expect(check(headers)).not.toThrow();
  });

  it.each([
    ['from another site', { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' }],
    ['from a sibling subdomain', { 'sec-fetch-site': 'same-site' }],
    [
      'that claims our origin across sites',
      { 'sec-fetch-site': 'cross-site', origin: 'http://127.0.0.1:5280' },
    ],
    ['from an older browser elsewhere', { origin: 'https://evil.example' }],
    ['from another port of this machine', { origin: 'http://127.0.0.1:9999' }],
    ['from a sandboxed frame', { origin: 'null' }],
    ['with a nonsense origin', { origin: 'nonsense' }],
    ['with an allowed origin as a prefix', { origin: 'https://fireside.example.evil' }],
    ['with an unknown site', { 'sec-fetch-site': 'elsewhere' }],
  ])('is refused %s', (_, headers) => {
    expect(check(headers)).toThrow('CROSS_SITE_REFUSED');
  });
});

it.each([['GET'], ['HEAD'], ['OPTIONS']])('%s passes from everywhere', (method) => {
  expect(check({ 'sec-fetch-site': 'cross-site' }, method)).not.toThrow();
});
it.each([['PUT'], ['PATCH'], ['DELETE']])('%s is a write', (method) => {
  expect(check({ 'sec-fetch-site': 'cross-site' }, method)).toThrow('CROSS_SITE_REFUSED');
});
