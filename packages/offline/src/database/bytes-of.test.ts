import { expect, it } from 'vitest';
import { bytesOf } from './bytes-of.ts';

const round: Record<string, unknown> = { a: 'ab' };
round['self'] = round;

it.each([
  ['a text', 'abc', 6],
  ['a number', 1, 8],
  ['bytes', new Uint8Array(100), 100],
  ['a buffer', new ArrayBuffer(100), 100],
  ['a file', new Blob(['abcde']), 5],
  ['a list', ['ab', 'cd'], 16],
  ['an object', { ab: 'cd' }, 24],
  ['a map', new Map([['ab', 'cd']]), 24],
  ['a set', new Set(['ab']), 12],
  ['an object that contains itself', round, 8 + 8 + 2 + 4 + 8 + 8 + 8],
])('%s counts about as many bytes as it takes on the disk', (_, value, bytes) => {
  expect(bytesOf(value)).toBe(bytes);
});

it('a deep value is counted', () => {
  let deep: unknown = 'ab';
  for (let depth = 0; depth < 2_000; depth += 1) deep = [deep];
  expect(bytesOf(deep)).toBe(4 + 2_000 * 8);
});
