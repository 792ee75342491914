import { expect, it } from 'vitest';
import { cleanText } from './clean-text.ts';

const name = cleanText({ lines: 'one', least: [2, 'Too short.'], most: [5, 'Too long.'] });
const check = (value: unknown, schema = name): unknown => schema['~standard'].validate(value);
const refused = (message: string): unknown => ({ issues: [{ message }] });

it.each([
  ['a text with unseen characters, sanitised', ' Ma\u200Bra\n', { value: 'Mara' }],
  ['five emoji of many parts', '👨‍👩‍👧‍👦👨‍👩‍👧‍👦👨‍👩‍👧‍👦👨‍👩‍👧‍👦👨‍👩‍👧‍👦', { value: '👨‍👩‍👧‍👦👨‍👩‍👧‍👦👨‍👩‍👧‍👦👨‍👩‍👧‍👦👨‍👩‍👧‍👦' }],
  ['five emoji of very many parts', '👨🏻‍👩🏻‍👧🏻‍👦🏻'.repeat(5), { value: '👨🏻‍👩🏻‍👧🏻‍👦🏻'.repeat(5) }],
  ['five characters among unseen ones', `Ma${'\u200B'.repeat(99)}rio`, { value: 'Mario' }],
  ['six characters', 'Marion', refused('Too long.')],
  ['one character of many parts', '👨‍👩‍👧‍👦', refused('Too short.')],
  ['a text of which nothing is left to see', '\u200B\u200B\u3164', refused('Too short.')],
  ['an empty text', '', refused('Too short.')],
  ['a very long text', 'x'.repeat(1_000_000), refused('Too long.')],
  ['no text at all', 7, refused('Too short.')],
])('a name with 2 to 5 characters: %s', (_, text, expected) => {
  expect(check(text)).toEqual(expected);
});

it('without limits refuses only what cannot be seen', () => {
  const any = cleanText();
  expect(check('', any)).toEqual({ value: '' });
  expect(check('a\u0000\nb', any)).toEqual({ value: 'a\nb' });
  expect(check(' \u200B', any)).toEqual(refused('Nothing here can be seen.'));
});
