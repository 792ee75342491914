import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isEqual } from './is-equal.ts';
import { storableValue } from './storable.contract.ts';

const file = new Blob(['a']);
const pair = (): unknown => {
  const value: Record<string, unknown> = { name: 'Ada' };
  value['self'] = value;
  return value;
};

describe('two values', () => {
  it.each<[unknown, unknown]>([
    [1, 1],
    [Number.NaN, Number.NaN],
    [null, null],
    [[], []],
    [{ a: [1, { b: 2 }] }, { a: [1, { b: 2 }] }],
    [{ a: undefined }, {}],
    [new Date(5), new Date(5)],
    [new Date(Number.NaN), new Date(Number.NaN)],
    [new Map([['a', [1]]]), new Map([['a', [1]]])],
    [new Set([{ a: 1 }]), new Set([{ a: 1 }])],
    [new Uint8Array([1, 2]), new Uint8Array([1, 2])],
    [new Uint8Array([1, 2]).buffer, new Uint8Array([1, 2]).buffer],
    [/a/g, /a/g],
    [new Error('a'), new Error('a')],
    [Object(1n), Object(1n)],
    [file, file],
  ])('%o and %o are equal', (left, right) => {
    expect(isEqual(left, right)).toBe(true);
  });

  it.each<[unknown, unknown]>([
    [1, '1'],
    [null, undefined],
    [0, -0],
    [[], {}],
    [[1], [1, 2]],
    [{ a: 1 }, { b: 1 }],
    [{ a: 1 }, { a: 1, b: 2 }],
    [{}, { toString: Object.prototype.toString }],
    [new Date(5), new Date(6)],
    [new Date(5), {}],
    [new Map([['a', 1]]), new Map([['a', 2]])],
    [new Map(), new Set()],
    [new Set([1]), new Set([2])],
    [new Uint8Array([1]), new Uint8Array([2])],
    [new Uint8Array([1]), new Int8Array([1])],
    [/a/g, /a/],
    [new Error('a'), new TypeError('a')],
    [file, new Blob(['a'])],
  ])('%o and %o are not equal', (left, right) => {
    expect(isEqual(left, right)).toBe(false);
    expect(isEqual(right, left)).toBe(false);
  });

  it('can contain themselves', () => {
    expect(isEqual(pair(), pair())).toBe(true);
  });

  it('are equal when one is the clone of the other, for any content', () => {
    fc.assert(
      fc.property(storableValue(), (value) => {
        expect(isEqual(value, structuredClone(value))).toBe(true);
      }),
    );
  });
});
