import type { DraftRecord } from '@holdfast/core';
import { describe, expect, it } from 'vitest';
import { draft } from './draft-store.contract.ts';
import { isPlain, judgeLastWords, type LastWordsFate } from './last-words.ts';

describe('the last words of a page', () => {
  const last = draft({ revision: 3, savedAt: 3000, value: 'typed last' });

  it.each<[string, DraftRecord | undefined, LastWordsFate]>([
    ['are written when nothing is stored', undefined, 'write'],
    ['are written over the save they follow', draft({ revision: 2 }), 'write'],
    ['are dropped when they are what is stored', last, 'drop'],
    [
      'are dropped when the same was saved a moment later',
      draft({ revision: 3, savedAt: 3005, value: 'typed last' }),
      'drop',
    ],
    [
      'are set aside when something else was saved in their place',
      draft({ revision: 3, savedAt: 3005, value: 'of another tab' }),
      'set-aside',
    ],
    ['are set aside when the draft has gone on', draft({ revision: 7 }), 'set-aside'],
    ['are set aside when a save between is missing', draft({ revision: 1 }), 'set-aside'],
    [
      'are set aside when a newer app saved the same',
      draft({ revision: 3, version: 2, value: 'typed last' }),
      'set-aside',
    ],
  ])('%s', (_, stored, fate) => {
    expect(judgeLastWords(stored, last)).toBe(fate);
  });
});

describe('a plain value', () => {
  it.each([
    [{ values: { name: 'Ada', traits: ['a', 'b'], age: undefined }, memo: {} }],
    [[1, null, true, { a: [] }]],
    ['text'],
  ])('is %j', (value) => {
    expect(isPlain(value)).toBe(true);
    expect(JSON.parse(JSON.stringify(value))).toEqual(value);
  });

  it.each([
    ['a date', { at: new Date(0) }],
    ['a map', { by: new Map() }],
    ['bytes', new Uint8Array(1)],
    ['no number', { a: Number.NaN }],
    ['a hole', [undefined]],
    ['a function', { a: () => {} }],
    ['a big integer', { a: 1n }],
    ['an object of a class', Object.create({ a: 1 })],
  ])('is not %s', (_, value) => {
    expect(isPlain(value)).toBe(false);
  });
});
