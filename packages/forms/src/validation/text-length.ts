// Firefox has the segmenter since version 125. Older versions count code points.
const segmenter =
  'Segmenter' in Intl ? new Intl.Segmenter(undefined, { granularity: 'grapheme' }) : undefined;

/** A text in characters as a user counts them: an emoji of several parts is one. */
export function charactersOf(text: string): readonly string[] {
  return segmenter
    ? Array.from(segmenter.segment(text), ({ segment }) => segment)
    : Array.from(text);
}

/** How many characters a user types. Spaces and line ends count. */
export const textLength = (text: string): number => charactersOf(text).length;

/** Characters that Unicode classes as letters, numbers, signs or symbols, but that are invisible. */
const BLANK =
  /[\p{Default_Ignorable_Code_Point}\u2800\uFFFC\uFFFD\u{1D159}\u{13441}\u{13442}]|\u{16FE4}/gu;
const SEEN = /[\p{L}\p{N}\p{P}\p{S}]/u;

/** Whether a user sees nothing of a text: it holds only spaces, marks without a letter, and invisible characters. */
export const isBlank = (text: string): boolean => !SEEN.test(text.replaceAll(BLANK, ''));
