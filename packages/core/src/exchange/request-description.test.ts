import { describe, expect, it } from 'vitest';
import { toTransportRequest, type RequestDescription } from './request-description.ts';

describe('a request as it is sent', () => {
  it.each<[string, RequestDescription, string, string]>([
    ['joins base and path', { path: 'a/b' }, '/api', '/api/a/b'],
    ['joins them with one slash', { path: '/a' }, '/api/', '/api/a'],
    ['goes to the root without a base', { path: 'a' }, '/', '/a'],
    ['leaves an absolute URL alone', { path: 'https://x.test/a' }, '/api/', 'https://x.test/a'],
    [
      'adds the query',
      { path: 'a', query: { q: 'x y', page: 2, off: undefined } },
      '/',
      '/a?q=x+y&page=2',
    ],
    ['adds to a query', { path: 'a?b=1', query: { c: true } }, '/', '/a?b=1&c=true'],
  ])('%s', (_title, description, base, url) => {
    expect(toTransportRequest(description, base).url).toBe(url);
  });

  it('has its JSON serialised once, with its content type', () => {
    expect(toTransportRequest({ method: 'PUT', path: 'a', json: { b: 1 } }, '/')).toEqual({
      method: 'PUT',
      url: '/a',
      headers: { 'content-type': 'application/json' },
      body: '{"b":1}',
    });
  });

  it('is a GET without a body unless it says otherwise', () => {
    expect(toTransportRequest({ path: 'a', headers: { 'X-A': '1' } }, '/')).toEqual({
      method: 'GET',
      url: '/a',
      headers: { 'x-a': '1' },
      body: null,
    });
  });
});
