import * as z from 'zod/mini';
import { line } from './text.ts';

// Joiners belong to emoji and to words of Arabic and Indic scripts; elsewhere they hide.
const JOINED =
  /\p{Extended_Pictographic}\p{Emoji_Modifier}?\uFE0F?\u200D?|[\p{Script=Arabic}\p{Script=Syriac}]\u200C|\p{M}[\u200C\u200D]/gu;
const HIDDEN =
  /[\p{C}\p{Default_Ignorable_Code_Point}\u2800\uFFFC\uFFFD\u{1D159}\u{13441}\u{13442}]|\u{16FE4}/u;
const LOOSE_MARKS = /\p{M}{5}|(?:^|\s)\p{M}/u;

/** Alphabets whose letters look like those of another. */
const ALIKE = [
  'Latin',
  'Cyrillic',
  'Greek',
  'Armenian',
  'Cherokee',
  'Coptic',
  'Lisu',
  'Deseret',
].map((script) => new RegExp(`\\p{Script=${script}}`, 'u'));

/** Whether a name mixes letters of alphabets that look alike: Mаra with a Cyrillic a. */
function mixesAlphabets(name: string): boolean {
  return ALIKE.filter((script) => script.test(name)).length > 1;
}

export function hidesCharacters(name: string): boolean {
  return HIDDEN.test(name.replaceAll(JOINED, ''));
}

/** A name for a new account. An older account may have another: see `SignIn`. */
export const AccountName = line({
  min: [3, 'A name has at least 3 characters.'],
  max: [40, 'A name has at most 40 characters.'],
}).check(
  z.refine((name) => !hidesCharacters(name), 'This name has characters that cannot be seen.'),
  z.refine(
    (name) => !LOOSE_MARKS.test(name),
    'This name has marks on no letter, or too many on one.',
  ),
  z.refine(
    (name) => !mixesAlphabets(name),
    'This name mixes alphabets that look alike. Write it in one of them.',
  ),
);
