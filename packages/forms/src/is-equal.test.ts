import { describe, expect, it } from 'vitest';
import { isEqual } from './is-equal.ts';

const file = new Blob(['a']);

describe('two form values', () => {
  it.each([
    [1, 1],
    [Number.NaN, Number.NaN],
    [null, null],
    [[], []],
    [{ a: [1, { b: 2 }] }, { a: [1, { b: 2 }] }],
    [{ a: undefined }, {}],
    [new Date(5), new Date(5)],
    [file, file],
  ])('%j and %j say the same', (left, right) => {
    expect(isEqual(left, right)).toBe(true);
  });

  it.each([
    [1, '1'],
    [null, undefined],
    [0, -0],
    [[], {}],
    [[1], [1, 2]],
    [{ a: 1 }, { b: 1 }],
    [{ a: 1 }, { a: 1, b: 2 }],
    [new Date(5), new Date(6)],
    [new Date(5), {}],
    [file, new Blob(['a'])],
  ])('%j and %j do not', (left, right) => {
    expect(isEqual(left, right)).toBe(false);
    expect(isEqual(right, left)).toBe(false);
  });
});
