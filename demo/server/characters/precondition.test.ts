import { expect, it } from 'vitest';
import { preconditionOf } from './precondition.ts';

it.each<[string, Record<string, string>, string | undefined, boolean]>([
  ['a save without a precondition may create', {}, undefined, true],
  ['a save without a precondition may not replace', {}, 'a', false],
  ['a creation may create', { 'if-none-match': '*' }, undefined, true],
  ['a creation may not replace', { 'if-none-match': '*' }, 'a', false],
  ['a change may replace what it is a change of', { 'if-match': '"a"' }, 'a', true],
  ['a change may not replace anything newer', { 'if-match': '"a"' }, 'b', false],
  ['a change may not create', { 'if-match': '"a"' }, undefined, false],
  ['a change of one of several states', { 'if-match': '"a", "b"' }, 'b', true],
  ['a change of whatever there is', { 'if-match': '*' }, 'b', true],
  ['a change of whatever there is may not create', { 'if-match': '*' }, undefined, false],
  ['a save but for one state', { 'if-none-match': '"a"' }, 'b', true],
  ['a save but for one state, which it is', { 'if-none-match': '"a"' }, 'a', false],
  ['a weak name, which says nothing of the content', { 'if-match': 'W/"a"' }, 'a', false],
])('%s', (_title, headers, revision, expected) => {
  expect(preconditionOf(new Headers(headers))(revision)).toBe(expected);
});
