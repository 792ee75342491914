import { textLength } from '@holdfast/forms/validation';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SignIn, SignUp } from './account.ts';
import { Character, CharacterDraft, NewNote } from './character.ts';
import { cleanLine, cleanProse, visibleLength } from './text.ts';

const password = 'a long enough password';
const faultOf = (name: string): string | undefined =>
  SignUp.safeParse({ name, password }).error?.issues[0]?.message;

const faultOfPassword = (text: string): string | undefined =>
  SignUp.safeParse({ name: 'Mara', password: text }).error?.issues[0]?.message;

describe('the name of a new account', () => {
  it.each([
    ['Mara'],
    ["Siobhán O'Brien"],
    ['Мария'],
    ['Γιώργος'],
    ['مریم'],
    ['می‌خواهم'],
    ['שרה לוי'],
    ['क्‍षत्रिय'],
    ['田中さん'],
    ['สมชาย'],
    ['👩‍🚀👨‍👩‍👧‍👦🏳️‍🌈'],
    ['Ana 👩🏽‍🚀'],
    ['Đỗ Thị Hà'],
  ])('may be %s', (name) => {
    expect(faultOf(name)).toBeUndefined();
  });

  it.each([
    ['a Cyrillic letter among Latin ones', 'Mаra', 'mixes alphabets'],
    ['a Greek letter among Latin ones', 'Μara', 'mixes alphabets'],
    ['a space of no width', 'Ma\u200Bra', 'cannot be seen'],
    ['a joiner that joins nothing', 'Ma\u200Dra', 'cannot be seen'],
    ['a soft hyphen', 'Ma\u00ADra', 'cannot be seen'],
    ['a mark of direction', 'Ma\u200Fra', 'cannot be seen'],
    ['a filler of Hangul', 'Mara\u3164', 'cannot be seen'],
    ['a character of private use', 'Mara\uE000', 'cannot be seen'],
    ['a letter under a pile of marks', 'Mara\u0301\u0302\u0303\u0304\u0305\u0306', 'marks'],
    ['a mark on no letter', '\u0301Mara', 'marks'],
    ['a mark on a space', 'Mara \u0301Lind', 'marks'],
    ['a note without a head', 'Ma\u{1D159}ra', 'cannot be seen'],
    ['a filler of Khitan', 'Ma\u{16FE4}ra', 'cannot be seen'],
    ['a blank of Egypt', 'Ma\u{13441}ra', 'cannot be seen'],
    ['only notes without heads', '\u{1D159}\u{1D159}\u{1D159}', 'at least 3'],
    ['only spaces', ' \u2003\u3000\u00A0 ', 'at least 3'],
    ['only characters that cannot be seen', '\u200B\u2060\u3164\u115F', 'at least 3'],
    ['only blank braille', '\u2800\u2800\u2800', 'at least 3'],
    ['only marks', '\u0301\u0301\u0301', 'at least 3'],
    ['two characters of many parts', '👨‍👩‍👧‍👦👨‍👩‍👧‍👦', 'at least 3'],
    ['a spaced pair of letters', 'a b', 'at least 3'],
    ['forty-one characters', 'é'.repeat(41), 'at most 40'],
    ['a very long text', 'x'.repeat(100_000), 'at most 40'],
  ])('may not hold %s', (_, name, message) => {
    expect(faultOf(name)).toContain(message);
  });

  it('loses controls and marks that turn its direction', () => {
    const { name } = SignUp.parse({ name: '\u202EM\u0000ara\u2066', password });
    expect(name).toBe('Mara');
  });
});

describe('a new password', () => {
  it.each([
    ['of ten emoji', '🦊🐙🌵🚀🎻🍋🧊🪁🐝🧭'],
    ['of 150 characters outside the first plane', '🦊🐙🌵'.repeat(50)],
    ['with spaces and accents', 'zwölf Boxkämpfer'],
    ['of 200 letters', 'x'.repeat(200)],
  ])('may be one %s, and signs in', (_, text) => {
    expect(faultOfPassword(text)).toBeUndefined();
    expect(SignIn.safeParse({ name: 'Mara', password: text }).success).toBe(true);
  });

  it.each([
    ['two families', '👨‍👩‍👧‍👦👨‍👩‍👧', 'at least 10'],
    ['a letter under nine marks', `a${'\u0301'.repeat(9)}`, 'at least 10'],
    ['what cannot be seen', '\u200B'.repeat(12), 'at least 10'],
    ['201 letters', 'x'.repeat(201), 'at most 200'],
    ['a very long text', 'x'.repeat(100_000), 'at most 200'],
    ['a sign that stands for eighteen letters, twelve times', '\uFDFA'.repeat(12), 'at most 200'],
  ])('may not be %s', (_, text, message) => {
    expect(faultOfPassword(text)).toContain(message);
  });
});

describe('a text', () => {
  it('keeps lines, tabs, emoji and joiners of any script', () => {
    const text = 'One\n\ttwo 👩‍🚀🏳️‍🌈\r\nمی‌خواهم क्‍ष \u200Eאב';
    expect(cleanProse(text)).toBe(text);
  });

  it('has no control, no half character and no override of direction once it is clean', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string(), (one, other) => {
        const given = `${one}\u0000\u202E${other}\uD800\u009F`;
        for (const clean of [cleanProse(given), cleanLine(given)]) {
          expect(clean).not.toMatch(/\p{Surrogate}/u);
          // oxlint-disable-next-line no-control-regex -- these are the controls
          expect(clean).not.toMatch(/[\u0000-\u0008\u007F-\u009F\u202A-\u202E\u2066-\u2069]/u);
        }
        expect(cleanLine(given)).not.toMatch(/[\n\r\t]/);
        expect(cleanProse(cleanProse(given))).toBe(cleanProse(given));
      }),
    );
  });

  it('is as long as the characters that a user sees', () => {
    expect(['👨‍👩‍👧‍👦', 'e\u0301', '\u200B', ' ', '\u2800', 'क्षि'].map(visibleLength)).toEqual([
      1, 1, 0, 0, 0, 1,
    ]);
  });
});

describe('a character', () => {
  const draft = {
    id: '018f3c5e-7b1a-7c3e-9d2b-0a1b2c3d4e5f',
    ...{ name: 'Ada', role: 'poet', temperament: 'sanguine', traits: ['calm'], backstory: '' },
  };

  const isTaken = (backstory: string): boolean =>
    CharacterDraft.safeParse({ ...draft, backstory }).success;

  it.each(['name', 'role'])('needs a %s that can be seen', (field) => {
    const { error } = CharacterDraft.safeParse({ ...draft, [field]: '\u200B\u3164' });
    expect(error?.issues[0]?.path).toEqual([field]);
  });

  it('is stored without characters that no database can store', () => {
    const kept = CharacterDraft.parse({
      ...draft,
      name: 'A\u0000da\n',
      backstory: 'one\u0000\ntwo\uDC00',
    });
    expect(kept).toMatchObject({ name: 'Ada', backstory: 'one\ntwo\uFFFD' });
  });

  it('is shown although it is older than the rules', () => {
    const old = { ...draft, name: '\u200B', backstory: 'a\u0000b', notes: [], savedAt: 1 };
    expect(Character.parse(old)).toMatchObject({ name: '\u200B', backstory: 'a\u0000b' });
  });

  it('has a backstory of as many characters as the field on the page counts, in any script', () => {
    for (const one of ['a', 'e\u0301', '👩🏽‍🚀', '👨‍👩‍👧‍👦', 'क्षि', 'שָׁ', '🇨🇭', '\n']) {
      for (const count of [3999, 4000, 4001]) {
        const text = one.repeat(count);
        expect([one, count, isTaken(text)]).toEqual([one, count, textLength(text) <= 4000]);
      }
    }
    expect(isTaken('a'.repeat(1_000_000))).toBe(false);
  });

  it('accepts no invisible note', () => {
    const { error } = NewNote.safeParse({ characterId: draft.id, text: '\u200B \n' });
    expect(error?.issues[0]?.path).toEqual(['text']);
  });
});
