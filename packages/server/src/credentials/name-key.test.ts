import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nameKeys } from './name-key.ts';

/** A few of Unicode's confusables; an app passes all of them. */
const LIKE: Readonly<Record<string, string>> = {
  ...{ а: 'a', е: 'e', о: 'o', р: 'p', М: 'M', К: 'K', В: 'B', Н: 'H', Α: 'A', Μ: 'M' },
  ...{ m: 'rn', '0': 'O', '1': 'l', I: 'l', '\u2019': "'" },
};
const keyOf = nameKeys({
  skeleton: (text) => Array.from(text, (character) => LIKE[character] ?? character).join(''),
});

describe('two spellings are one name', () => {
  it.each([
    ['in other case', 'MARA', 'mara'],
    ['in other width', 'ＭＡＲＡ', 'Mara'],
    ['with a Cyrillic letter', 'Mаra', 'Mara'],
    ['with a capital that alone looks alike', 'МАКА', 'MAKA'],
    ['with a Greek capital', 'ΜΑra', 'Mara'],
    ['in the letters of mathematics', '𝓜𝓪𝓻𝓪', 'Mara'],
    ['with a space of no width', 'Ma\u200Bra', 'Mara'],
    ['with a joiner', 'Ma\u200Dra', 'Mara'],
    ['with a mark of direction', '\u202EMara\u202C', 'Mara'],
    ['with U+0000', 'Ma\u0000ra', 'Mara'],
    ['with half a character', 'Mara\uD800', 'Mara'],
    ['with a filler', 'Mara\u3164', 'Mara'],
    ['with blank braille', 'Mara\u2800', 'Mara'],
    ['with a note that has no head', 'Ma\u{1D159}ra', 'Mara'],
    ['with a filler of another script', 'Ma\u{16FE4}ra', 'Mara'],
    ['with a mark that stands on nothing', '\u0301Mara', 'Mara'],
    ['with a line under it', 'Mara\u0332', 'Mara'],
    ['with a circle around a letter', 'M\u20DDara', 'Mara'],
    ['in letters white on black', '🅜🅐🅡🅐', 'Mara'],
    ['in squares', '🅼🅰🆁🅰', 'Mara'],
    ['in the letters of flags', '🇲🇦🇷🇦', 'Mara'],
    ['in small capitals', 'ᴍᴀʀᴀ ʟɪɴᴅɢʀᴇɴ', 'Mara Lindgren'],
    ['with other spaces', ' Mara\u00A0\u2003Lind ', 'Mara Lind'],
    ['with an accent put together', 'Mara\u0301', 'Mará'],
    ['with a digit for a letter', 'N00r', 'Noor'],
    ['with two letters that look like one', 'Mara', 'rnara'],
    ['with a capital that looks like a small letter', 'Iris', 'lris'],
    ['with a sharp s', 'Straße', 'STRASSE'],
    ['with another apostrophe', 'O\u2019Brien', "O'Brien"],
  ])('%s', (_, one, other) => {
    expect(keyOf(one)).toBe(keyOf(other));
  });

  it('with any invisible characters between the letters, and in any case', () => {
    const unseen = fc.constantFrom(
      '\u200B',
      '\u0000',
      '\u2060',
      '\uFEFF',
      '\u202E',
      '\uD800',
      '\u00AD',
    );
    const letters = fc.array(fc.constantFrom('a', 'b', 'm', 'o', 'r', 'i', 'И', 'ж', 'ü', '田'), {
      minLength: 1,
      maxLength: 12,
    });
    fc.assert(
      fc.property(letters, fc.array(unseen, { minLength: 12, maxLength: 12 }), (name, hidden) => {
        const spelled = name.map((letter, index) => letter.toUpperCase() + hidden[index]).join('');
        expect(keyOf(spelled)).toBe(keyOf(name.join('')));
      }),
    );
  });
});

it.each([
  ['Mara', 'Mará'],
  ['Mara', 'Maria'],
  ['Mara', 'Ma ra'],
  ['Анна', 'Инна'],
])('%s and %s are two names', (one, other) => {
  expect(keyOf(one)).not.toBe(keyOf(other));
});
