/** Rows of characters that users type in order: keys of keyboards, and numerals that Unicode keeps apart. */
const ROWS = [
  '01234567890',
  'qwertyuiop',
  'asdfghjkl',
  'zxcvbnm',
  'qwertzuiop',
  'yxcvbnm',
  'azertyuiop',
  'qsdfghjklm',
  'wxcvbn',
  '!@#$%^&*()',
  '`1234567890-=',
  '1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p',
  '1qay2wsx3edc4rfv5tgb6zhn7ujm8ik9ol0p',
  'йцукенгшщзхъ',
  'фывапролджэ',
  'ячсмитьбю',
  '〇一二三四五六七八九十',
];
const STEPS: ReadonlySet<string> = new Set(
  ROWS.flatMap((row) => [row, Array.from(row).toReversed().join('')]).flatMap((row) =>
    Array.from(row.slice(1), (next, index) => row.charAt(index) + next),
  ),
);
const LETTER_OR_NUMBER = /^[\p{L}\p{N}]$/u;

/** How far apart two letters or numbers stand in their alphabet; `undefined` when they are signs. */
function distanceOf(one: string, other: string): number | undefined {
  if (!LETTER_OR_NUMBER.test(one) || !LETTER_OR_NUMBER.test(other)) return undefined;
  return (other.codePointAt(0) ?? 0) - (one.codePointAt(0) ?? 0);
}

/** Whether a character repeats the one before, or is next to it in its alphabet or on the keyboard. */
export function isStep(one: string, other: string): boolean {
  const distance = distanceOf(one, other);
  return one === other || STEPS.has(one + other) || distance === 1 || distance === -1;
}

/** Whether three characters leave out the same number of letters each time: `ace`. */
export function isStride(one: string, other: string, next: string): boolean {
  const distance = distanceOf(one, other);
  return distance !== undefined && Math.abs(distance) <= 2 && distance === distanceOf(other, next);
}
