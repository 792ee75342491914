import { describe, expect, it } from 'vitest';
import { isSameInput } from './same-input.ts';

const file = new File(['a'], 'a.png');

describe('two inputs', () => {
  it.each<[string, unknown, unknown]>([
    ['equal texts', 'a', 'a'],
    ['no number twice', Number.NaN, Number.NaN],
    ['objects in another order', { a: 1, b: [1, { c: 2 }] }, { b: [1, { c: 2 }], a: 1 }],
    ['equal dates', { at: new Date(5) }, { at: new Date(5) }],
    ['the same file', { file }, { file }],
  ])('are the same: %s', (_, left, right) => {
    expect(isSameInput(left, right)).toBe(true);
  });

  it.each<[string, unknown, unknown]>([
    ['other texts', 'a', 'b'],
    ['a text and a number', '1', 1],
    ['nothing and an object', null, {}],
    ['a list and an object', [], {}],
    ['a member more', { a: 1 }, { a: 1, b: undefined }],
    ['another member', { a: undefined }, { b: undefined }],
    ['a shorter list', [1, 2], [1]],
    ['other dates', new Date(5), new Date(6)],
    ['another file with the same content', file, new File(['a'], 'a.png')],
    ['maps, which it does not compare', new Map(), new Map()],
    ['a member that every object inherits', { toString: undefined }, { a: undefined }],
  ])('are not the same: %s', (_, left, right) => {
    expect(isSameInput(left, right)).toBe(false);
    expect(isSameInput(right, left)).toBe(false);
  });
});
