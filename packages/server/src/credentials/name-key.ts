import { requireOptionsAlways } from '@holdfast/core/parts';
import { plainLetters } from './letter-shapes.ts';

export interface NameKeyOptions {
  /**
   * Replaces each character by the one that stands for all its look-alikes, by Unicode's confusables (UTS #39): the
   * package `unhomoglyph` is such a function.
   */
  readonly skeleton: (text: string) => string;
}

/**
 * Makes one key for all names that look the same to a user. Case, width, alphabet and shape of letters, lines around
 * them and invisible characters do not change the key. Store the key in a unique column, and show the name as the
 * user typed it.
 */
export function nameKeys(options: NameKeyOptions): (name: string) => string {
  requireOptionsAlways('nameKeys', options, {
    skeleton: 'a function',
  });

  const { skeleton } = options;
  const known = new Map<string, string>();
  const look = (character: string): string => {
    const found = known.get(character);
    if (found !== undefined) return found;
    const made = lookOf(character, skeleton);
    if (known.size < MOST_KNOWN) known.set(character, made);
    return made;
  };
  return (name) => {
    const visible = bare(fold(plainLetters(name.normalize('NFKC'))));
    return bare(fold(Array.from(visible, look).join('')));
  };
}

/** The parts of a text, without characters that do not change the key. */
function bare(text: string): string {
  return text
    .normalize('NFKD')
    .replaceAll(INVISIBLE, '')
    .replaceAll(DECORATION, '')
    .replaceAll(/\s+/gu, ' ')
    .trim();
}

const MOST_KNOWN = 20_000;

/** Controls, characters that Unicode defines as invisible, and blanks that it classes as symbols, letters or marks. */
const INVISIBLE =
  /[\p{C}\p{Default_Ignorable_Code_Point}\u2800\ufffc\ufffd\u{1d159}\u{13441}\u{13442}]|\u{16fe4}/gu;

/** Lines over, under and around letters, and marks that stand on no letter. */
const DECORATION =
  /[\p{Me}\u0305\u0332\u0333\u033f\u035f\u20d2\u20d3\u20e5\u20e6\u20ea\u20eb]|(?<=^|\s)\p{M}+/gu;

/**
 * The look-alike of a character in small letters. Some characters look like another only as a capital: a Russian в
 * does not look like b, but В looks like B. Names are compared without case, so both get one key.
 */
function lookOf(character: string, skeleton: (text: string) => string): string {
  const once = plainLetters(likenessOf(character, skeleton).normalize('NFKD'));
  // The look-alike may itself look like another character.
  return Array.from(once, (one) => (one === character ? one : likenessOf(one, skeleton))).join('');
}

function likenessOf(character: string, skeleton: (text: string) => string): string {
  const small = skeleton(character);
  const capital = skeleton(character.toUpperCase());
  const looks = small !== character && isPlain(small) ? small : isPlain(capital) ? capital : small;
  return fold(skeleton(fold(looks)));
}

function isPlain(text: string): boolean {
  return /^[\u0021-\u007e]+$/.test(text);
}

/** All cases of a letter as one, ß and ss included. */
function fold(text: string): string {
  return text.toLowerCase().toUpperCase().toLowerCase();
}
