import { describe, expect, it } from 'vitest';
import { refuseForeign, requestCause, type RequestCause } from './request-cause.ts';

const allowedOrigins = ['https://fireside.example', 'https://pages.example'];
const ask = (headers: Record<string, string>, method = 'GET'): Request =>
  new Request('http://10.0.0.1:5280/api/session', { method, headers });
const browser = { 'user-agent': 'Mozilla/5.0 (Macintosh)' };

describe('who made a client send a request', () => {
  it.each<[RequestCause, string, Record<string, string>, string?]>([
    ['own', 'no browser', {}],
    ['own', 'no browser that shows a token', { ...browser, authorization: 'Bearer x' }],
    ['own', 'a script of its page', { 'sec-fetch-site': 'same-origin', 'sec-fetch-mode': 'cors' }],
    ['own', 'a form or beacon of its page', { 'sec-fetch-site': 'same-origin', 'sec-fetch-mode': 'no-cors' }, 'POST'],
    ['own', 'a page that CORS lets in', { 'sec-fetch-site': 'cross-site', origin: 'https://pages.example' }],
    ['own', 'its public page behind a proxy', { origin: 'https://fireside.example' }],
    ['own', 'its page where there are no such fields', { ...browser, origin: 'http://10.0.0.1:5280' }, 'POST'],
    ['own', 'its script without such fields', { ...browser, referer: 'http://10.0.0.1:5280/', 'x-request-id': '1' }],
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
    ['foreign', 'an origin that only begins alike', { origin: 'https://fireside.example.evil.example' }],
  ])('is %s: %s', (cause, _, headers, method) => {
    expect(requestCause(ask(headers, method), { allowedOrigins })).toBe(cause);
  }); // prettier-ignore
});

it('refuses what another site makes a browser read', () => {
  expect(() => refuseForeign(ask({ 'sec-fetch-site': 'cross-site' }))).toThrow(
    expect.objectContaining({ code: 'CROSS_SITE_REFUSED', status: 403 }),
  );
  for (const headers of [{}, browser, { 'sec-fetch-site': 'none' }] as Record<string, string>[]) {
    expect(() => refuseForeign(ask(headers))).not.toThrow();
  }
});
