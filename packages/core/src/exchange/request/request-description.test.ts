import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { isFailure } from '../../failures/failure.ts';
import { REQUEST_UNSENDABLE } from '../../failures/kinds/contract.ts';
import { toTransportRequest, type RequestDescription } from './request-description.ts';

// A machine may be busy with other things.
vi.setConfig({ testTimeout: 60_000 });

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

it('a request has its method in the case that servers know', () => {
  const method = 'patch' as 'PATCH';
  expect(toTransportRequest({ method, path: 'a' }, '/').method).toBe('PATCH');
});

const pointers = (description: object): readonly string[] => {
  try {
    toTransportRequest({ method: 'POST', path: 'notes', ...description }, '/api');
    return [];
  } catch (error) {
    if (!isFailure(error, REQUEST_UNSENDABLE)) throw error;
    expect(error).toMatchObject({ retry: 'never', effect: 'none' });
    return error.details.issues.map(({ pointer }) => pointer);
  }
};

class Note {
  text = 'a';
}
const inherited = Object.assign(Object.create(null) as object, { text: 'a' });
const cycle: Record<string, unknown> = { name: 'a' };
cycle['self'] = { again: cycle };
const deep = (depth: number): unknown => {
  let value: unknown = 'end';
  for (let level = 0; level < depth; level += 1) value = { value };
  return value;
};

describe('a description that cannot be serialised', () => {
  it.each<[string, object, string]>([
    ['a file', { json: { files: [new File(['a'], 'a.txt')] } }, '/json/files/0'],
    ['a blob', { json: new Blob(['a']) }, '/json'],
    ['a map', { json: { a: { b: new Map([[1, 2]]) } } }, '/json/a/b'],
    ['a set', { json: [new Set([1])] }, '/json/0'],
    ['a form', { json: new FormData() }, '/json'],
    ['an instance of a class', { json: { note: new Note() } }, '/json/note'],
    ['bytes', { json: { bytes: new Uint8Array([1]) } }, '/json/bytes'],
    ['a pattern', { json: { a: /a/ } }, '/json/a'],
    ['an error', { json: { a: new Error('a') } }, '/json/a'],
    ['a promise', { json: { a: Promise.resolve() } }, '/json/a'],
    ['a function', { json: { a: () => 1 } }, '/json/a'],
    ['a symbol', { json: [Symbol('a')] }, '/json/0'],
    ['a BigInt', { json: { a: 1n } }, '/json/a'],
    ['no number', { json: { a: [1, Number.NaN] } }, '/json/a/1'],
    ['no finite number', { json: -Infinity }, '/json'],
    ['a date that is none', { json: { at: new Date('soon') } }, '/json/at'],
    ['a part of itself', { json: cycle }, '/json/self/again'],
    ['a list with a hole', { json: [1, , 2] }, '/json/1'], // oxlint-disable-line no-sparse-arrays
    ['nothing in a list', { json: [undefined] }, '/json/0'],
    ['nothing at all', { json: undefined }, '/json'],
    ['what `toJSON` makes of it', { json: { a: { toJSON: () => new Map() } } }, '/json/a'],
    [
      'a member that throws',
      {
        json: {
          get a() {
            throw new Error('no');
          },
        },
      },
      '/json',
    ],
    ['more levels than there is room for', { json: deep(100_000) }, '/json'],
    ['a form as the body', { body: new FormData() }, '/body'],
    ['a buffer as the body', { body: new ArrayBuffer(1) }, '/body'],
    ['half a letter in the body', { body: 'a\ud800' }, '/body'],
    ['a body beside JSON', { json: 1, body: 'a' }, '/body'],
    ['a member named by a symbol', { json: { [Symbol('a')]: 1, b: 2 } }, '/json'],
    ['a list with members beside its items', { json: [Object.assign([1], { of: 5 })] }, '/json/0'],
    ['members that are only inherited', { json: Object.create(inherited) as unknown }, '/json'],
    ['a query that is no plain object', { query: new URLSearchParams('a=1') }, '/query'],
    ['a query as a text', { query: 'a=1' }, '/query'],
    ['headers that are no plain object', { headers: new Headers({ a: 'b' }) }, '/headers'],
    ['headers as a map', { headers: new Map([['a', 'b']]) }, '/headers'],
    ['a path that is no text', { path: new URL('https://a.example/') }, '/path'],
    ['no path', { path: undefined }, '/path'],
    ['a method that is no text', { method: 5 }, '/method'],
    ['a list in the query', { query: { tags: ['a', 'b'] } }, '/query/tags'],
    ['a date in the query', { query: { from: new Date(0) } }, '/query/from'],
    ['null in the query', { query: { from: null } }, '/query/from'],
    ['no number in the query', { query: { page: Number.NaN } }, '/query/page'],
    ['half a letter in the query', { query: { q: '\udc00' } }, '/query/q'],
    ['half a letter in the path', { path: 'notes/\ud800' }, '/path'],
    ['an object in a header', { headers: { 'x-a': {} } }, '/headers/x-a'],
    ['a header beyond Latin-1', { headers: { 'X-A': '→' } }, '/headers/x-a'],
    ['a body on GET', { method: 'GET', json: {} }, '/body'],
    ['a credential in the address', { path: 'https://ann:pw@a.example/' }, '/url'],
  ])('is refused by name: %s', (_title, description, pointer) => {
    expect(pointers(description)).toEqual([pointer]);
  });

  it('names up to twenty mistakes at once', () => {
    expect(pointers({ json: Array.from({ length: 1000 }, () => 1n) })).toHaveLength(20);
    expect(pointers({ query: { a: {} }, json: { b: 1n } })).toEqual(['/query/a', '/json/b']);
  });
});

describe('a description that can be serialised', () => {
  it.each<[string, object, unknown]>([
    ['a date', { json: { at: new Date(0) } }, '{"at":"1970-01-01T00:00:00.000Z"}'],
    ['an address', { json: [new URL('https://a.example/')] }, '["https://a.example/"]'],
    ['an object with a `toJSON` of its own', { json: { toJSON: () => ({ a: 1 }) } }, '{"a":1}'],
    ['a member that is not there', { json: { a: undefined, b: 1 } }, '{"b":1}'],
    ['half a letter', { json: '\ud800' }, '"\\ud800"'],
    ['the same thing twice', { json: [cycle['name'], cycle['name']] }, '["a","a"]'],
    ['an object without a prototype', { json: Object.create(null) as unknown }, '{}'],
    ['null', { json: null }, 'null'],
    ['a text', { body: 'a' }, 'a'],
    ['no body', { body: undefined }, null],
  ])('is: %s', (_title, description, body) => {
    expect(toTransportRequest({ method: 'POST', path: '/', ...description }, '').body).toBe(body);
  });

  it('comes back from JSON as it was', () => {
    const odd = fc.oneof(
      fc.constantFrom(Number.NaN, undefined, -Infinity, 1n, Symbol('a'), new Map(), new Note()),
      fc.date({ noInvalidDate: false }),
    );
    const value = fc.letrec((tie) => ({
      value: fc.oneof(
        { weight: 6, arbitrary: fc.jsonValue() },
        { weight: 1, arbitrary: odd },
        { weight: 2, arbitrary: fc.array(tie('value'), { maxLength: 3 }) },
        { weight: 2, arbitrary: fc.dictionary(fc.string(), tie('value'), { maxKeys: 3 }) },
      ),
    })).value;
    fc.assert(
      fc.property(value, (json) => {
        if (pointers({ json }).length > 0) return;
        const { body } = toTransportRequest({ method: 'POST', path: 'a', json }, '/');
        expect(JSON.parse(String(body))).toEqual(asJson(json));
      }),
      { numRuns: 300 },
    );
  });
});

/** JSON has no minus zero, and writes dates as texts. */
function asJson(value: unknown): unknown {
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return value.map(asJson);
  if (typeof value === 'object' && value !== null) {
    const members = Object.entries(value).map(([name, member]) => [name, asJson(member)] as const);
    return Object.fromEntries(members);
  }
  return Object.is(value, -0) ? 0 : value;
}
