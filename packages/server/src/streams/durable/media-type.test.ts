import { expect, it } from 'vitest';
import { isJson, isText, mediaTypeOf } from './media-type.ts';

it.each([
  ['Text/Plain', 'text/plain'],
  [' application/json ; charset="a;b"', 'application/json'],
  ['application/vnd.a+json', 'application/vnd.a+json'],
  [`a/${'b'.repeat(127)}`, `a/${'b'.repeat(127)}`],
  [`${'a'.repeat(127)}/b`, `${'a'.repeat(127)}/b`],
])('reads the type of %s', (contentType, type) => {
  expect(mediaTypeOf(contentType)).toBe(type);
});

it.each([
  [null],
  [''],
  ['words'],
  ['/b'],
  ['a/'],
  ['a/b c'],
  ['a b/c'],
  [`a/${'b'.repeat(128)}`],
  [`${'a'.repeat(128)}/b`],
])('knows no type for %s', (contentType) => {
  expect(mediaTypeOf(contentType)).toBeUndefined();
});

it('gives text and JSON as text, and all other bytes not', () => {
  const types = ['text/html', 'Application/JSON; charset=utf-8', 'application/x-ndjson', 'x/text/'];
  expect(types.map(isText)).toEqual([true, true, false, false]);
  expect(types.map(isJson)).toEqual([false, true, false, false]);
});

it.each([
  ['text/plain; charset=UTF-8', true],
  ['text/plain;charset="utf8"', true],
  ['text/plain; charset=us-ascii', true],
  ['text/plain; charset=iso-8859-1', false],
  ['text/csv; header=present; charset="shift_jis"', false],
])('%s as text: %s, because events are UTF-8', (contentType, is) => {
  expect(isText(contentType)).toBe(is);
});
