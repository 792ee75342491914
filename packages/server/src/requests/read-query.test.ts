import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { readQuery } from './read-query.ts';

vi.setConfig({ testTimeout: 60_000 });

describe('a query', () => {
  it.each([
    ['', {}],
    ['?', {}],
    ['?limit=5&after=a%20b+c', { limit: '5', after: 'a b c' }],
    ['?empty=&bare', { empty: '', bare: '' }],
    ['?&&a=b=c&', { a: 'b=c' }],
    ['?%C3%A4=%C3%B6', { ä: 'ö' }],
    ['?constructor=x&toString=y', { constructor: 'x', toString: 'y' }],
  ])('%s is %j', (search, query) => {
    expect(readQuery(search)).toEqual({ query, issues: [] });
  });

  it('gathers parameters that may come several times, and no others', () => {
    const lists = ['tag'];
    expect(readQuery('?tag=a&tag=b', { lists }).query).toEqual({ tag: ['a', 'b'] });
    expect(readQuery('?tag=a', { lists }).query).toEqual({ tag: ['a'] });
    expect(readQuery('?x=1', { lists }).query).toEqual({ x: '1' });
    expect(readQuery('?a/b=1&a/b=2', { lists }).issues).toEqual([
      { pointer: '/a~1b', message: 'Given more than once.' },
    ]);
  });

  it.each([
    ['?a=%', 'not UTF-8'],
    ['?a=%FF', 'not UTF-8'],
    ['?%C3=1', 'not UTF-8'],
    ['?a=%ED%A0%80', 'not UTF-8'],
    ['?__proto__=1', 'may not be named'],
    ['?name=a%00b', 'U+0000'],
    ['?a%00b=1', 'U+0000'],
    ['?tag=%00', 'U+0000'],
    ['?%5F_proto__[admin]=1&__proto__=x', 'may not be named'],
    [`?${'a&'.repeat(101)}`, 'More than 100'],
  ])('%s is refused', (search, why) => {
    const { issues } = readQuery(search);
    expect(issues.map(({ message }) => message)).toEqual(
      expect.arrayContaining([expect.stringContaining(why) as string]),
    );
    expect(({} as { admin?: unknown }).admin).toBeUndefined();
  });

  it('takes a text that no database keeps only where the app asks for any text', () => {
    expect(readQuery('name=a%00b').issues).toMatchObject([{ pointer: '/name' }]);
    expect(readQuery('name=a%00b', { text: 'any' })).toEqual({
      query: { name: 'a\u0000b' },
      issues: [],
    });
  });

  it('takes as many parameters as it is told', () => {
    expect(readQuery('a=1&b=2', { maxParameters: 2 }).issues).toEqual([]);
    expect(readQuery('a=1&b=2', { maxParameters: 1 }).issues).toHaveLength(1);
  });

  it('is read as URLSearchParams reads it, where that is unambiguous', () => {
    const entry = fc.tuple(fc.string({ unit: 'grapheme', minLength: 1 }), fc.string());
    fc.assert(
      fc.property(
        fc.uniqueArray(entry, { selector: ([name]) => name, maxLength: 20 }),
        (entries) => {
          const safe = entries.filter(([name]) => name !== '__proto__');
          const { query, issues } = readQuery(new URLSearchParams(safe).toString());
          expect(issues).toEqual([]);
          // Both sides replace characters that UTF-8 cannot hold.
          const read = new URLSearchParams(new URLSearchParams(safe).toString());
          expect(query).toEqual(Object.fromEntries(read));
        },
      ),
      { numRuns: 10_000 },
    );
  });

  it('throws at nothing', () => {
    const noise = fc.string({ unit: fc.constantFrom(...'a=&%+?_C3FF0[]'.split('')) });
    fc.assert(
      fc.property(fc.oneof(noise, fc.string({ unit: 'binary' })), (search) => {
        const { query, issues } = readQuery(search, { lists: ['a'] });
        expect(Object.getPrototypeOf(query)).toBe(Object.prototype);
        expect(issues.every(({ pointer }) => pointer === '' || pointer.startsWith('/'))).toBe(true);
      }),
      { numRuns: 10_000 },
    );
  });
});
