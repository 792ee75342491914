import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { refuseForeign, requestCause, type RequestCause } from './request-cause.ts';
import { requireSameOrigin } from './require-same-origin.ts';

const allowedOrigins = ['https://fireside.example', 'https://pages.example'];
const ask = (headers: Record<string, string>, method = 'GET'): Request =>
  new Request('http://10.0.0.1:5280/api/session', { method, headers });
const browser = { 'user-agent': 'Mozilla/5.0 (Macintosh)' };

describe('the cause of a request', () => {
  it.each<[RequestCause, string, Record<string, string>, string?]>([
    ['own', 'no browser', {}],
    ['own', 'no browser that shows a token', { ...browser, authorization: 'Bearer x' }],
    ['own', 'a script of its page', { 'sec-fetch-site': 'same-origin', 'sec-fetch-mode': 'cors' }],
    ['own', 'a form or beacon of its page', { 'sec-fetch-site': 'same-origin', 'sec-fetch-mode': 'no-cors' }, 'POST'],
    ['own', 'a page that CORS lets in', { 'sec-fetch-site': 'cross-site', origin: 'https://pages.example' }],
    ['own', 'its public page behind a proxy', { origin: 'https://fireside.example' }],
    ['own', 'its page where there are no such fields', { ...browser, origin: 'http://10.0.0.1:5280' }, 'POST'],
    ['own', 'its script without such fields', { ...browser, referer: 'http://10.0.0.1:5280/', 'x-request-id': '1' }],
    ['own', 'its page behind a proxy that ends TLS', { ...browser, origin: 'https://10.0.0.1:5280' }, 'POST'],
    ['visit', 'a link on its page behind such a proxy', { ...browser, referer: 'https://10.0.0.1:5280/' }],
    ['visit', 'the address bar, or a link in a mail', { 'sec-fetch-site': 'none', 'sec-fetch-mode': 'navigate' }],
    ['visit', 'an image on its page', { 'sec-fetch-site': 'same-origin', 'sec-fetch-mode': 'no-cors' }],
    ['visit', 'a link on its page', { ...browser, referer: 'http://10.0.0.1:5280/' }],
    ['doubtful', 'an old browser that says nothing', browser],
    ['foreign', 'an image of another site', { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' }],
    ['foreign', 'an image of a sibling site', { 'sec-fetch-site': 'same-site', 'sec-fetch-mode': 'no-cors' }],
    ['foreign', 'a link of another site', { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' }],
    ['foreign', 'a word that no browser says', { 'sec-fetch-site': 'trust-me' }],
    ['foreign', 'a form of another site', { ...browser, origin: 'https://evil.example' }, 'POST'],
    ['foreign', 'a sandboxed frame', { origin: 'null' }],
    ['foreign', 'an image in an old browser', { ...browser, referer: 'https://evil.example/page' }],
    ['foreign', 'another port of the same machine', { origin: 'http://10.0.0.1:9999' }],
    ['foreign', 'an origin that only begins alike', { origin: 'https://fireside.example.evil.example' }],
  ])('is %s: %s', (cause, _, headers, method) => {
    expect(requestCause(ask(headers, method), { allowedOrigins })).toBe(cause);
  }); // prettier-ignore
});

it('calls exactly those writes foreign that `requireSameOrigin` refuses', () => {
  const origin = fc.constantFrom(
    ...[undefined, 'null', '', 'x', 'https://evil.example', 'https://pages.example'],
    ...['http://10.0.0.1:5280', 'https://10.0.0.1:5280', 'http://10.0.0.1', 'http://10.0.0.1:9999'],
  );
  const site = fc.constantFrom(undefined, 'none', 'same-origin', 'same-site', 'cross-site', 'x');
  fc.assert(
    fc.property(origin, site, fc.boolean(), (from, by, isBrowser) => {
      const request = ask(
        {
          ...(from === undefined ? {} : { origin: from }),
          ...(by === undefined ? {} : { 'sec-fetch-site': by }),
          ...(isBrowser ? browser : {}),
        },
        'POST',
      );
      const isRefused = (): boolean => {
        try {
          requireSameOrigin(request, { allowedOrigins });
          return false;
        } catch {
          return true;
        }
      };
      expect(requestCause(request, { allowedOrigins }) === 'foreign').toBe(isRefused());
    }),
  );
});

it('refuses reads that another site makes a browser send', () => {
  expect(() => refuseForeign(ask({ 'sec-fetch-site': 'cross-site' }))).toThrow(
    expect.objectContaining({ code: 'CROSS_SITE_REFUSED', status: 403 }),
  );
  for (const headers of [{}, browser, { 'sec-fetch-site': 'none' }] as Record<string, string>[]) {
    expect(() => refuseForeign(ask(headers))).not.toThrow();
  }
});
