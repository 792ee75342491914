import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { passwordFault } from './password-rules.ts';

const COMMON = new Set(['password', 'iloveyou', 'football', 'dragon', 'qwertyuiop', 'letmein']);
const fault = (password: string, ...names: readonly string[]) =>
  passwordFault({ password, names }, { isCommon: (text) => COMMON.has(text) });

describe('a password', () => {
  it.each([
    ['correct horse battery'],
    ['a long enough password'],
    ['tRfw-92k!xq0'],
    ['夜空に輝く星を数えて眠る'],
    ['el perro azul come'],
    ['1975 was a good year'],
  ])('may be %s', (password) => {
    expect(fault(password, 'Mara')).toBeUndefined();
  });

  it.each([
    ['short', 'ninechars'],
    ['short', '👩👩👩'],
    ['long', 'x1'.repeat(101)],
    ['repeated', 'aaaaaaaaaa'],
    ['repeated', 'abcabcabcabc'],
    ['repeated', '1212121212'],
    ['repeated', 'passwordpassword'],
    ['repeated', '          '],
    ['repeated', 'abababbaba'],
    ['sequence', 'abcdefghij'],
    ['sequence', '0123456789'],
    ['sequence', '9876543210'],
    ['sequence', 'qwertyuiop12'],
    ['sequence', '1qaz2wsx3edc'],
    ['sequence', 'abcdef123456'],
    ['common', 'Password12'],
    ['common', 'P4ssw0rd2024!'],
    ['common', '123iloveyou!'],
    ['common', 'p a s s w o r d'],
    ['common', 'dragondragon1'],
    ['common', 'football!!'],
  ] as const)('is refused as %s: %s', (kind, password) => {
    expect(fault(password)).toBe(kind);
  });

  it.each(['MaraLindgren', 'maralindgren1', 'nergdnilaram!', 'Mara.Lindgren.99', 'xMaraLindgrenx'])(
    'is refused when it is the name of its account and little more: %s',
    (password) => {
      expect(fault(password, 'Mara Lindgren')).toBe('name');
    },
  );

  it('may hold a name among much more', () => {
    expect(fault('Mara likes long walks', 'Mara')).toBeUndefined();
  });

  it('is judged in no more time than its length asks for, and always judged', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), fc.string(), (password, name) => {
        const found = fault(password, name);
        const length = Array.from(password.normalize('NFKC')).length;
        expect(found === undefined && (length < 10 || length > 200)).toBe(false);
      }),
    );
  });
});
