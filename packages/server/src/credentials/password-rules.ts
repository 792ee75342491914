import { requireOptionsAlways } from '@holdfast/core/parts';
import { isStep } from './key-rows.ts';
import { type Known, type PartKind, predict } from './predictable-parts.ts';

export interface PasswordRules {
  /** Whether a text in small letters is on a list of common passwords. */
  readonly isCommon: (text: string) => boolean;
  /** Characters as a person counts them. @default 10 */
  readonly least?: number;
  /** @default 200 */
  readonly most?: number;
}

export interface NewPassword {
  readonly password: string;
  /** Names that an attacker tries first: that of the account, and that of the service. */
  readonly names?: readonly string[];
}

/** Why a password is refused. There are no rules of composition: see NIST SP 800-63B. */
export type PasswordFault = 'short' | 'long' | PartKind;

const DEFAULT_LEAST = 10;
const DEFAULT_MOST = 200;
/** A password needs at least as many unpredictable characters as this. */
const LEAST_LEFT = 6;

const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' });
const UNSEEN = /[\p{C}\p{Default_Ignorable_Code_Point}]/gu;

/** Returns the fault of a new password, if it has one. Invisible characters do not count. */
export function passwordFault(
  { password, names = [] }: NewPassword,
  rules: PasswordRules,
): PasswordFault | undefined {
  requireOptionsAlways('passwordFault', rules, {
    isCommon: 'a function',
    least: 'a whole number from 0 on?',
    most: 'a whole number from 0 on?',
  });

  const { isCommon, least = DEFAULT_LEAST, most = DEFAULT_MOST } = rules;
  const typed = password.normalize('NFKC');
  if (Array.from(typed).length > most) return 'long';
  const text = typed.replaceAll(UNSEEN, '').toLowerCase();
  // An emoji of several parts counts as one character, and so does a letter with its accents.
  const length = Array.from(segmenter.segment(typed), ({ segment }) =>
    segment.replaceAll(UNSEEN, ''),
  ).filter((character) => character !== '').length;
  if (length < least) return 'short';
  // A password of few different characters needs few guesses, in any order.
  if (isRepeated(text) || new Set(text).size < 4) return 'repeated';
  if (isTwoRuns(text)) return 'sequence';
  const known: Known = { isCommon, names: new Set(names.flatMap(partsOfName)) };
  for (const { reading, more } of readingsOf(text)) {
    const { left, mostly = 'sequence' } = predict(reading, known, LEAST_LEFT - more);
    if (left < LEAST_LEFT - more) return mostly;
  }
  return undefined;
}

/** Whether a text is a shorter text several times: `abcabcabc`. */
function isRepeated(text: string): boolean {
  return (text + text).indexOf(text, 1) < text.length;
}

/** Whether a text is at most two runs along an alphabet, a row of keys or one character: `abcdef12345`. */
function isTwoRuns(text: string): boolean {
  const characters = Array.from(text);
  return characters.filter((next, index) => !isStep(characters[index - 1] ?? '', next)).length <= 2;
}

/** A name and its words, forwards and backwards. */
function partsOfName(name: string): readonly string[] {
  const small = name.normalize('NFKC').toLowerCase();
  const parts = [small, ...small.split(/[^\p{L}\p{N}\p{M}]+/u)].flatMap((part) => {
    const letters = part.replaceAll(/[^\p{L}\p{N}\p{M}]/gu, '');
    return [letters, plainOf(letters)];
  });
  return parts
    .flatMap((part) => [part, Array.from(part).toReversed().join('')])
    .filter((part) => Array.from(part).length >= 3);
}

interface Reading {
  readonly reading: string;
  /** The number of characters that this way of reading adds. */
  readonly more: number;
}

const BETWEEN = /[\s._-]/gu;

/** A text, and the same text without accents and separators. */
function readingsOf(text: string): readonly Reading[] {
  const between = new Set(text.match(BETWEEN));
  return [
    { reading: text, more: 0 },
    { reading: text.replaceAll(BETWEEN, ''), more: between.size / 2 },
  ].flatMap((one) => [one, { ...one, reading: plainOf(one.reading) }]);
}

function plainOf(text: string): string {
  return text.normalize('NFKD').replaceAll(/\p{M}/gu, '');
}
