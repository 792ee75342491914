import vm from 'node:vm';
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isFailure } from '../../failures/failure.ts';
import { readKey } from './read-key.ts';

const key = (input: unknown): string => readKey('a', input);

class Money {
  readonly cents = 1;
}
class Day extends Date {}
class Names extends Array<string> {}

const sparse: unknown[] = [];
sparse[2] = 1;

describe('the key of a read', () => {
  it('does not depend on the order of members, or on members that are not there', () => {
    expect(key({ x: 1, y: { b: 1, a: [1] } })).toBe(
      key({ y: { a: [1], b: 1 }, z: undefined, x: 1 }),
    );
  });

  it.each<[unknown, unknown]>([
    [{ x: 1 }, { x: '1' }],
    [
      [1, 2],
      [2, 1],
    ],
    [{}, []],
    [undefined, {}],
    [undefined, null],
    ['a:b', ['a', 'b']],
    [new Date(0), new Date(1)],
    [new Date(0), new Date(Number.NaN)],
    [new Date(0), 0],
    [new Date(0), new Date(0).toISOString()],
    [new Set([1]), new Set([2])],
    [new Set([1]), [1]],
    [new Map([[1, 2]]), new Map([[1, 3]])],
    [new Map([['a', 1]]), { a: 1 }],
    [new Map([['a', 1]]), new Set([['a', 1]])],
    [1n, 1],
    [1n, '1n'],
    [Number.NaN, null],
    [Number.NaN, 'NaN'],
    [Infinity, -Infinity],
    [-0, 0],
    [[undefined], [null]],
    [[undefined], []],
    [[undefined], Array(1)],
    [sparse, [1]],
    [Array(3), Array(4)],
    [new Uint8Array([1]), new Uint16Array([1])],
    [new Uint8Array([1]), new Uint8Array([2])],
    [new Uint8Array([1]).buffer, new Uint8Array([1])],
    [new DataView(new Uint8Array([1]).buffer), new DataView(new Uint8Array([2]).buffer)],
    [new Float64Array([Number.NaN]), new Float64Array([0])],
    [/a/, /b/],
    [/a/, /a/i],
    [/a/, '/a/'],
    [new URL('https://a.test/1'), new URL('https://a.test/2')],
    [new URL('https://a.test/'), 'https://a.test/'],
    [new URLSearchParams('a=1'), new URLSearchParams('a=2')],
    [Object(1), 1],
    [Object('1'), Object(1)],
    [Object(true), Object(false)],
    [Object(1n), Object(2n)],
    ['\ud800', '\ufffd'],
    [{ from: { day: new Date(1) } }, { from: { day: new Date(2) } }],
  ])('tells %o from %o', (left, right) => {
    expect(key(left)).not.toBe(key(right));
    expect(key({ in: [left] })).not.toBe(key({ in: [right] }));
    expect(key(left)).toBe(key(left));
  });

  it('is the same for the same data from another realm', () => {
    expect(key(vm.runInNewContext('({ b: [1, {}], a: null })'))).toBe(key({ a: null, b: [1, {}] }));
  });

  it('depends on the order of the entries of a set or a map, because a request can depend on it', () => {
    expect(key(new Set([1, 2]))).not.toBe(key(new Set([2, 1])));
  });

  it('is unchanged for JSON data, so that a device finds answers that it kept before an update', () => {
    const former = (value: unknown): string => {
      if (Array.isArray(value)) return `[${value.map(former).join(',')}]`;
      if (typeof value === 'object' && value !== null) {
        const members = Object.entries(value).toSorted(([left], [right]) =>
          left < right ? -1 : 1,
        );
        return `{${members.map(([name, one]) => `${JSON.stringify(name)}:${former(one)}`).join(',')}}`;
      }
      return JSON.stringify(value);
    };
    expect(key(undefined)).toBe('a:null');
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        fc.pre(value !== null && !/(^|[[:,])-0([\],}]|$)/.test(key(value)));
        expect(key(value)).toBe(`a:${former(value)}`);
      }),
    );
  });

  it('is the same for two inputs exactly when they hold the same data', () => {
    const leaf = fc.oneof(
      fc.constantFrom<unknown>(undefined, null, Number.NaN, Infinity, -Infinity, -0, 0, 1, '', '0'),
      fc.constantFrom<unknown>(1n, new Date(0), new Date(1), new Date(Number.NaN), /a/, /a/g),
      fc.constantFrom<unknown>(new URL('a:b'), new Uint8Array([0]), new Int8Array([0])),
      fc.constantFrom<unknown>(Object(0), Object(''), Object('0'), Object(false)),
      fc.uint8Array({ maxLength: 2 }),
      fc.constantFrom('a', '"', '\\', '\ud800', '\udc00', '\ufffd', 'NaN', '1n'),
    );
    const { data } = fc.letrec<{ data: unknown }>((tie) => ({
      data: fc.oneof(
        { maxDepth: 3 },
        leaf,
        // Only members with a value: one that is undefined counts as missing.
        fc
          .dictionary(fc.constantFrom('a', 'b'), tie('data'))
          .map((one) =>
            Object.fromEntries(Object.entries(one).filter(([, each]) => each !== undefined)),
          ),
        fc.array(tie('data'), { maxLength: 2 }),
        fc.sparseArray(tie('data'), { maxLength: 3, maxNumElements: 2 }),
        // One entry, because the order of several counts here and does not count for the oracle.
        fc.array(tie('data'), { maxLength: 1 }).map((list) => new Set(list)),
        fc.array(fc.tuple(tie('data'), tie('data')), { maxLength: 1 }).map((list) => new Map(list)),
      ),
    }));
    fc.assert(
      fc.property(data, data, (left, right) => {
        const isSame = isDeepStrictEqual(
          { ...(left !== undefined && { in: left }) },
          { ...(right !== undefined && { in: right }) },
        );
        return isSame === (key({ in: left }) === key({ in: right }));
      }),
      // A busy machine tries fewer.
      { numRuns: 1000, interruptAfterTimeLimit: 2_000 },
    );
  });

  const cycle: Record<string, unknown> = {};
  cycle['self'] = { cycle };
  let deep: unknown = [];
  for (let level = 0; level < 20_000; level += 1) deep = [deep];
  const hostile = new Proxy(
    {},
    {
      ownKeys: () => {
        throw new Error('no');
      },
    },
  );
  const withMember = Object.assign(new Date(0), { zone: 'UTC' });

  it.each<[string, unknown]>([
    ['a function', () => {}],
    ['a symbol', Symbol('a')],
    ['a symbol as a name', { [Symbol('a')]: 1 }],
    ['a toJSON of its own', { toJSON: () => 'x' }],
    ['an instance of a class', new Money()],
    ['an instance of a class of dates', new Day(0)],
    ['an instance of a class of lists', new Names()],
    ['a date with a member of its own', withMember],
    ['a list with a named member', Object.assign([1], { total: 1 })],
    ['a list with a name that is nearly a place', Object.assign([0], { '01': 5 })],
    ['a boxed text with a member of its own', Object.assign(Object('a') as object, { lang: 'de' })],
    ['typed numbers with a member of their own', Object.assign(new Uint8Array(1), { unit: 'm' })],
    ['a view with a member of its own', Object.assign(new DataView(new ArrayBuffer(1)), { a: 1 })],
    ['a weak map', new WeakMap()],
    ['a promise', Promise.resolve()],
    ['an error', new Error('a')],
    ['a file', new File(['a'], 'a')],
    ['a form', new FormData()],
    ['an object that inherits its members', Object.create({ a: 1 })],
    ['an object that only looks like a date', Object.create(Date.prototype)],
    ['what contains itself', cycle],
    ['an object that is nested too deeply', deep],
    ['a proxy that cannot be read', hostile],
    ['a boxed symbol', Object(Symbol('a'))],
  ])('is refused by name for %s, with a pointer to it', (_title, value) => {
    for (const input of [value, { 'a/b': [value] }, new Set([value])]) {
      let thrown: unknown;
      try {
        key(input);
      } catch (error) {
        thrown = error;
      }
      expect(isFailure(thrown, 'INPUT_INVALID')).toBe(true);
      expect(thrown).toMatchObject({ effect: 'none', retry: 'never' });
    }
    expect(() => key({ 'a/b': [value] })).toThrow(
      expect.objectContaining({
        details: {
          issues: [
            {
              pointer: expect.stringMatching(/^\/a~1b\/0/),
              message: expect.stringMatching(/^An input must be plain data/),
            },
          ],
        },
      }),
    );
  });

  it('exists for every value, or the value is refused by name', () => {
    const anything = fc.anything({
      withBigInt: true,
      withBoxedValues: true,
      withDate: true,
      withMap: true,
      withSet: true,
      withNullPrototype: true,
      withSparseArray: true,
      withTypedArray: true,
      withObjectString: true,
    });
    fc.assert(
      fc.property(anything, (value) => {
        let found: unknown;
        try {
          found = key(value) === key(value);
        } catch (error) {
          found = isFailure(error, 'INPUT_INVALID');
        }
        expect(found).toBe(true);
      }),
    );
  });
});
