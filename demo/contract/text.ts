import * as z from 'zod/mini';

/** Controls except tab and line ends, and the marks that turn the direction of everything behind them. */
const UNSEEN_IN_PROSE =
  // oxlint-disable-next-line no-control-regex -- these are the controls
  /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069]/gu;
const HALF_A_CHARACTER = /\p{Surrogate}/gu;
const LINE_ENDS = /[\t\n\r\u2028\u2029]+/gu;

/** Cleans a text before it is stored: removes invisible characters, and replaces half a character by a sign. */
export function cleanProse(text: string): string {
  return text.replaceAll(UNSEEN_IN_PROSE, '').replaceAll(HALF_A_CHARACTER, '\uFFFD');
}

/** The same for a text of one line. */
export function cleanLine(text: string): string {
  return cleanProse(text.replaceAll(LINE_ENDS, ' ')).normalize('NFC').trim();
}

// Firefox has it since 125; an older one counts code points, and the server counts again.
const hasSegmenter = 'Segmenter' in Intl;
// Made with the first text, because a browser takes long to make one.
let segmenter: Intl.Segmenter | undefined;

/** A text in characters as a user counts them. */
function charactersOf(text: string): readonly string[] {
  if (!hasSegmenter) return Array.from(text);
  segmenter ??= new Intl.Segmenter(undefined, { granularity: 'grapheme' });
  return Array.from(segmenter.segment(text), ({ segment }) => segment);
}

/** Characters that Unicode classes as letters, numbers, signs or symbols, but that are invisible. */
const BLANK =
  /[\p{Default_Ignorable_Code_Point}\u2800\uFFFC\uFFFD\u{1D159}\u{13441}\u{13442}]|\u{16FE4}/gu;
const SEEN = /[\p{L}\p{N}\p{P}\p{S}]/u;

/** How many characters a user sees: an emoji of several parts is one, a space or a lone accent is none. */
export function visibleLength(text: string): number {
  return charactersOf(text).filter((one) => SEEN.test(one.replaceAll(BLANK, ''))).length;
}

/** How many characters a user types: unlike `visibleLength`, spaces count. */
export function typedLength(text: string): number {
  return charactersOf(text).filter((one) => one.replaceAll(BLANK, '') !== '').length;
}

interface Lengths {
  readonly min: readonly [least: number, message: string];
  readonly max: readonly [most: number, message: string];
}

/** No text of one character is longer than this many times its count. */
const MOST_UNITS_EACH = 16;

/** Looks at the characters only where there can be too many of them. */
const isAtMost = (most: number, text: string): boolean =>
  text.length <= most || charactersOf(text).length <= most;

/** A text of one line, such as a name. Lengths count the characters that a user sees. */
export function line({ min: [least, tooShort], max: [most, tooLong] }: Lengths) {
  return z.string().check(
    // A text of any length is cut short before it is looked at in detail.
    z.maxLength(most * MOST_UNITS_EACH, { error: tooLong, abort: true }),
    z.overwrite(cleanLine),
    z.refine((text) => visibleLength(text) >= least, tooShort),
    z.refine((text) => isAtMost(most, text), tooLong),
  );
}

/** A text of many lines. Its length counts the characters that a user sees, as the field on the page does. */
export function prose(most: number, tooLong: string) {
  return z.string().check(
    z.maxLength(most * MOST_UNITS_EACH, { error: tooLong, abort: true }),
    z.overwrite(cleanProse),
    z.refine((text) => isAtMost(most, text), tooLong),
  );
}
