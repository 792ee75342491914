import { describe, expect, it } from 'vitest';
import { readKey } from './read-key.ts';

describe('the key of a read', () => {
  it('does not depend on the order of members, or on members that are not there', () => {
    expect(readKey('a', { x: 1, y: { b: 1, a: [1] } })).toBe(
      readKey('a', { y: { a: [1], b: 1 }, z: undefined, x: 1 }),
    );
  });

  it.each([
    [{ x: 1 }, { x: '1' }],
    [
      [1, 2],
      [2, 1],
    ],
    [{}, []],
    [undefined, {}],
    ['a:b', ['a', 'b']],
  ])('tells %j from %j', (left, right) => {
    expect(readKey('a', left)).not.toBe(readKey('a', right));
  });
});
