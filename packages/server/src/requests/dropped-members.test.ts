import { expect, it } from 'vitest';
import { droppedMembers } from './dropped-members.ts';

const pointers = (given: unknown, kept: unknown): readonly string[] =>
  droppedMembers(given, kept).map(({ pointer }) => pointer);

it.each([
  ['nothing', { a: 1 }, { a: 1 }, []],
  ['a member', { a: 1, b: 2 }, { a: 1 }, ['/b']],
  ['several', { a: 1, b: 2 }, {}, ['/a', '/b']],
  ['one further down', { a: { b: { c: 1, d: 2 } } }, { a: { b: { c: 1 } } }, ['/a/b/d']],
  ['one in a list', [{ a: 1 }, { a: 1, b: 2 }], [{ a: 1 }, { a: 1 }], ['/1/b']],
  ['one with a slash', { 'a/~': 1 }, {}, ['/a~1~0']],
  ['one that all objects inherit', { toString: 1 }, {}, ['/toString']],
])('finds %s', (_, given, kept, found) => {
  expect(pointers(given, kept)).toEqual(found);
});

it.each([
  ['another value', { a: '1' }, { a: 1 }],
  ['an added default', {}, { a: 1 }],
  ['a date', { a: { year: 1 } }, { a: new Date(0) }],
  ['a text', { a: 1 }, 'a=1'],
  ['a set', [1, 1], new Set([1])],
  ['a list that was shortened', [{ a: 1 }, { b: 1 }], [{}]],
  ['nothing at all', { a: 1 }, null],
])('does not mistake %s for it', (_, given, kept) => {
  expect(pointers(given, kept)).toEqual([]);
});
