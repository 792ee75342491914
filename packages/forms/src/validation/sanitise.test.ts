import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sanitise } from './sanitise.ts';
import { isBlank, textLength } from './text-length.ts';

const kindsOf = (text: string): readonly string[] =>
  sanitise(text).changes.map(({ kind, count }) => `${kind} ${count}`);

describe('sanitising a text', () => {
  it.each([
    ['Latin with accents', 'Siobhán O’Brien, Đỗ Thị Hà'],
    ['Cyrillic', 'Мария, їжак'],
    ['Greek', 'Γιώργος'],
    ['Hebrew with points', 'שָׁלוֹם עולם'],
    ['Hebrew with a mark of direction', 'שלום C++\u200E!'],
    ['Arabic', 'مريم السلام'],
    ['Persian with a non-joiner', 'می\u200Cخواهم'],
    ['Arabic with a joiner at the end', 'ه\u200D'],
    ['Urdu', 'اُردُو'],
    ['Hindi with a joiner', 'क्\u200Dष'],
    ['Hindi with a non-joiner', 'क्\u200Cष'],
    ['Bengali', 'র\u200D্যাব'],
    ['Tamil', 'தமிழ் ஸ்ரீ'],
    ['Malayalam with a chillu of a joiner', 'ന്\u200D'],
    ['Sinhala with a joiner', 'ශ්\u200Dරී'],
    ['Thai', 'สมชาย'],
    ['Thai with ends of words', 'ภาษา\u200Bไทย'],
    ['Khmer with ends of words', 'ភាសា\u200Bខ្មែរ'],
    ['Burmese', 'မြန်မာ'],
    ['Tibetan', 'བོད་སྐད'],
    ['Chinese', '田中さん 漢字'],
    ['a Chinese character in a chosen form', '葛\u{E0100}'],
    ['Korean', '김철수'],
    ['Mongolian with a chosen form', 'ᠮᠣᠩᠭᠣᠯ\u180B'],
    ['Mongolian with a last vowel apart', 'ᠬᠠᠷ\u180Eᠠ'],
    ['a crossed zero', '0\uFE00'],
    ['a letter and a sign as pictures', 'ℹ\uFE0F ©\uFE0F'],
    ['a family', '👨‍👩‍👧‍👦'],
    ['an astronaut with a skin tone', '👩🏽‍🚀'],
    ['the flag of a rainbow', '🏳️‍🌈'],
    ['a heart on fire', '❤️‍🔥'],
    ['the flag of Scotland', '🏴󠁧󠁢󠁳󠁣󠁴󠁿'],
    ['a flag of two letters', '🇨🇭'],
    ['a keycap', '3️⃣'],
    ['lines and tabs', 'one\n\ttwo\r\nthree'],
  ])('leaves %s alone', (_, text) => {
    const whole = text.normalize('NFC');
    expect(sanitise(whole)).toEqual({ text: whole, changes: [], isBlank: false });
  });

  it.each([
    ['a control character', 'Ma\u0000ra\u009F', 'Mara', ['control 2']],
    ['an override of direction', '\u202EMara\u202C \u2066x\u2069', 'Mara x', ['direction 4']],
    ['a mark of direction where all runs one way', 'Ma\u200Era', 'Mara', ['direction 1']],
    ['a space without width', 'Ma\u200Bra', 'Mara', ['unseen 1']],
    ['a joiner that joins nothing', 'Ma\u200Dra', 'Mara', ['unseen 1']],
    ['a non-joiner in a script without joining', 'М\u200Cария', 'Мария', ['unseen 1']],
    ['a joiner behind a lone emoji', '🚀\u200D', '🚀', ['unseen 1']],
    ['a second joiner', '👩\u200D\u200D🚀', '👩\u200D🚀', ['unseen 1']],
    [
      'a soft hyphen, a word joiner and a byte order mark',
      '\uFEFFMa\u00ADra\u2060',
      'Mara',
      ['unseen 3'],
    ],
    ['letters hidden in tags', 'Mara\u{E0068}\u{E0069}', 'Mara', ['unseen 2']],
    ['a selector on nothing', '\uFE0FMara \uFE0F', 'Mara ', ['unseen 2']],
    ['a selector of pictures on a letter', 'Ma\uFE0Fra', 'Mara', ['unseen 1']],
    ['a selector of Chinese forms on a letter', 'Ma\u{E0100}ra', 'Mara', ['unseen 1']],
    ['a separator of Mongolian vowels elsewhere', 'Ma\u180Era', 'Mara', ['unseen 1']],
    ['a tag of a language', '\u{E0001}Mara\u2065', 'Mara', ['unseen 2']],
    ['half a character', 'Ma\uD83Dra', 'Ma\uFFFDra', ['broken 1']],
    ['an accent beside its letter', 'Zoe\u0308', 'Zoë', ['composed 1']],
    [
      'an accent behind an invisible character',
      'Zoe\u200B\u0308',
      'Zoë',
      ['unseen 1', 'composed 1'],
    ],
  ])('takes out %s, and says so', (_, text, clean, kinds) => {
    expect(sanitise(text).text).toBe(clean);
    expect(kindsOf(text)).toEqual(kinds);
  });

  it('makes one line, and says so', () => {
    expect(sanitise(' Mara\r\n\tof the\u2028lamp ', { lines: 'one' })).toEqual({
      text: 'Mara of the lamp',
      changes: [
        { kind: 'lines', count: 4 },
        { kind: 'trimmed', count: 2 },
      ],
      isBlank: false,
    });
  });

  it.each([
    ['', true],
    [' \u2003\u3000', true],
    ['\u200B\u2060\u3164\u115F', true],
    ['\u2800', true],
    ['\u0301', true],
    ['!', false],
    ['👻', false],
  ])('says whether anything of %j is left to see', (text, blank) => {
    expect(sanitise(text).isBlank).toBe(blank);
    expect(isBlank(text)).toBe(blank);
  });

  it('counts characters as a user does', () => {
    expect(['', 'e\u0301', '👨‍👩‍👧‍👦', 'क्षि', 'a b', '🇨🇭'].map(textLength)).toEqual([0, 1, 1, 1, 3, 1]);
  });

  // Letters, marks and signs of many scripts, with everything that is not seen between them.
  const bits = fc.constantFrom(
    ...Array.from('aéЖגשמیकষதมខမ葛한ᠮ👩🚀🏽🏴🏳❤3 .\n\t'),
    ...['\u0301', '\u05B8', '\u064E', '\u094D', '\u17D2', '\u20E3', '\u0308'],
    ...[
      '\u200B',
      '\u200C',
      '\u200D',
      '\u200E',
      '\u200F',
      '\u061C',
      '\u202E',
      '\u2066',
      '\uFE0F',
      '\uFEFF',
    ],
    ...[
      '\u00AD',
      '\u0000',
      '\u009F',
      '\uD83D',
      '\uDE80',
      '\u{E0067}',
      '\u{E007F}',
      '\u{E0100}',
      '\u180B',
      '\u180E',
      '\uFE00',
      '\u{E0001}',
      '\u2028',
    ],
  );
  const anyText = fc.oneof(
    fc.array(bits, { maxLength: 20 }).map((all) => all.join('')),
    fc.string({ unit: 'binary' }),
    fc.string({ unit: 'grapheme' }),
  );

  it('done twice changes nothing more, in any script', () => {
    fc.assert(
      fc.property(anyText, fc.constantFrom('one' as const, 'many' as const), (text, lines) => {
        const once = sanitise(text, { lines });
        const again = sanitise(once.text, { lines });
        expect(again).toEqual({ text: once.text, changes: [], isBlank: once.isBlank });
      }),
      { numRuns: 1000 },
    );
  });

  it('of tens of thousands of joiners behind parts of emoji is sanitised at once', () => {
    const parts = '\u{1F3FB}'.repeat(20_000);
    const { text } = sanitise(parts + '\u200D'.repeat(20_000));
    expect(text).toBe(parts);
  });

  it('says that it changed something exactly when it did, and loses no letter', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const { text: clean, changes } = sanitise(text);
        expect(changes.length > 0).toBe(clean !== text);
        expect(clean).not.toMatch(/\p{Surrogate}/u);
        expect(letters(clean.replaceAll('\uFFFD', ''))).toBe(letters(sanitisedByHand(text)));
      }),
      { numRuns: 1000 },
    );
  });
});

/** Only without the characters that hinder composing, for comparison. */
const sanitisedByHand = (text: string): string =>
  Array.from(text)
    .filter((one) => !/[\p{Surrogate}\p{Cc}\p{Cf}\p{Variation_Selector}\uFFFD]/u.test(one))
    .join('');

const letters = (text: string): string =>
  text.normalize('NFD').replaceAll(/[^\p{L}\p{N}\p{P}\p{Extended_Pictographic}]/gu, '');
