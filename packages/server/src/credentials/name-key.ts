import { plainLetters } from './letter-shapes.ts';

export interface NameKeyOptions {
  /**
   * Puts one character in place of all that look like it, by Unicode's confusables (UTS #39): the package
   * `unhomoglyph` is such a function.
   */
  readonly skeleton: (text: string) => string;
}

/**
 * Makes one key of all names that a person reads as the same name: other case, width, alphabet and shape of
 * letters, lines around them, and characters that cannot be seen make no other name. Keep it in a unique column,
 * and show the name as it was typed.
 */
export function nameKeys({ skeleton }: NameKeyOptions): (name: string) => string {
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

/** A text taken apart, without what makes no other name. */
function bare(text: string): string {
  return text
    .normalize('NFKD')
    .replaceAll(INVISIBLE, '')
    .replaceAll(DECORATION, '')
    .replaceAll(/\s+/gu, ' ')
    .trim();
}

const MOST_KNOWN = 20_000;

/** Controls, what Unicode says is shown as nothing, and blanks that it calls symbols, letters or marks. */
const INVISIBLE =
  /[\p{C}\p{Default_Ignorable_Code_Point}\u2800\ufffc\ufffd\u{1d159}\u{13441}\u{13442}]|\u{16fe4}/gu;

/** Lines over, under and around letters, and marks that stand on no letter. */
const DECORATION =
  /[\p{Me}\u0305\u0332\u0333\u033f\u035f\u20d2\u20d3\u20e5\u20e6\u20ea\u20eb]|(?<=^|\s)\p{M}+/gu;

/**
 * What a character looks like in small letters. Some look like another only as a capital: a Russian в is no
 * b, but В is B. As names are compared without case, both are then one.
 */
function lookOf(character: string, skeleton: (text: string) => string): string {
  const once = plainLetters(likenessOf(character, skeleton).normalize('NFKD'));
  // What it looks like may look like something else again.
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
