export interface NameKeyOptions {
  /**
   * Puts one character in place of all that look like it, by Unicode's confusables (UTS #39): the package
   * `unhomoglyph` is such a function.
   */
  readonly skeleton: (text: string) => string;
}

/**
 * Makes one key of all names that a person reads as the same name: other case, width, alphabet, and characters
 * that cannot be seen make no other name. Keep it in a unique column, and show the name as it was typed.
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
    const visible = fold(name.normalize('NFKC'))
      .normalize('NFKD')
      .replaceAll(INVISIBLE, '')
      .replaceAll(/\s+/gu, ' ')
      .trim();
    return fold(Array.from(visible, look).join('')).normalize('NFKD').replaceAll(/\s+/gu, ' ');
  };
}

const MOST_KNOWN = 20_000;

/** Controls, what Unicode says is shown as nothing, and a blank that it calls a symbol. */
const INVISIBLE = /[\p{C}\p{Default_Ignorable_Code_Point}\u2800\ufffc\ufffd]/gu;

/**
 * What a character looks like in small letters. Some look like another only as a capital: a Russian в is no
 * b, but В is B. As names are compared without case, both are then one.
 */
function lookOf(character: string, skeleton: (text: string) => string): string {
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
