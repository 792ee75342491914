import { expect, it } from 'vitest';
import { preconditionOf } from './precondition.ts';

it.each<[string, Record<string, string>, string | undefined, boolean]>([
  ['a save without a precondition may create', {}, undefined, true],
  ['a save without a precondition may not replace', {}, 'a', false],
  ['a creation may create', { 'if-none-match': '*' }, undefined, true],
  ['a creation may not replace', { 'if-none-match': '*' }, 'a', false],
  ['a change may replace the state that it changes', { 'if-match': '"a"' }, 'a', true],
  ['a change may not replace anything newer', { 'if-match': '"a"' }, 'b', false],
  ['a change may not create', { 'if-match': '"a"' }, undefined, false],
  ['a change of one of several states', { 'if-match': '"a", "b"' }, 'b', true],
  ['a change of any stored state', { 'if-match': '*' }, 'b', true],
  ['a change of any stored state may not create', { 'if-match': '*' }, undefined, false],
  [
    'a save that names only a state that it does not replace',
    { 'if-none-match': '"a"' },
    'b',
    false,
  ],
  ['a save but for one state, by a weak name', { 'if-none-match': 'W/"a"' }, 'a', false],
  ['a save that creates but for one state', { 'if-none-match': '"a"' }, undefined, true],
  ['a change but for its own state', { 'if-match': '*', 'if-none-match': 'W/"a"' }, 'a', false],
  [
    'a change of one state but for another',
    { 'if-match': '"b"', 'if-none-match': '"a"' },
    'b',
    true,
  ],
  ['a list with a star in it, which is no list', { 'if-match': '"a", *' }, 'b', false],
  ['a name without quotes, which is no name', { 'if-match': 'b' }, 'b', false],
  ['a change of nothing', { 'if-match': '' }, 'b', false],
  ['a save but for one state, which it is', { 'if-none-match': '"a"' }, 'a', false],
  ['a weak name, which says nothing of the content', { 'if-match': 'W/"a"' }, 'a', false],
])('%s', (_title, headers, revision, expected) => {
  expect(preconditionOf(new Headers(headers))(revision)).toBe(expected);
});
