import { requireOptions } from '@holdfast/core/parts';
import { isBlank } from './text-length.ts';
import { meaningOf, type Unmeant } from './unseen-characters.ts';

/**
 * `control`: control characters. `unseen`: invisible characters that mean nothing where they stand. `direction`: marks
 * that turn the direction of the text behind them. `broken`: halves of characters, which become U+FFFD. `lines`: line
 * ends and tabs in a text of one line, which become spaces. `composed`: letters with accents, which become one
 * character each (NFC). `trimmed`: spaces at either end of a line.
 */
export type TextChangeKind = Unmeant | 'lines' | 'composed' | 'trimmed';

export interface TextChange {
  readonly kind: TextChangeKind;
  /** How many characters were changed. */
  readonly count: number;
}

export interface Sanitised {
  readonly text: string;
  /** Empty when the text stayed as it was. */
  readonly changes: readonly TextChange[];
  /** Whether a user sees nothing of the text. */
  readonly isBlank: boolean;
}

export interface SanitiseOptions {
  /** `'one'`: line ends become spaces, and spaces at either end go. @default 'many' */
  readonly lines?: 'one' | 'many';
}

const TWO_WAY = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}]/u;
const LINE_ENDS = /[\t\n\r\u2028\u2029]+/gu;

/**
 * Removes the characters from a text that no user meant to type, and says which. Joiners within emoji and in scripts
 * that need them stay. Doing it twice changes nothing more.
 */
export function sanitise(text: string, options: SanitiseOptions = {}): Sanitised {
  requireOptions('sanitise', options, { lines: 'one of one, many?' });

  const { lines = 'many' } = options;
  const counts = new Map<TextChangeKind, number>();
  const note = (kind: TextChangeKind, count = 1): void => {
    if (count > 0) counts.set(kind, (counts.get(kind) ?? 0) + count);
  };
  const flat =
    lines === 'many'
      ? text
      : text.replaceAll(LINE_ENDS, (ends) => {
          note('lines', ends.length);
          return ' ';
        });
  let composed = flat;
  let before;
  // When an invisible character is removed or letters are composed, the next character may belong to the text or no
  // longer belong to it.
  do {
    before = composed;
    const seen = meant(before, note);
    composed = seen.normalize('NFC');
    if (composed !== seen) note('composed', Math.max(1, seen.length - composed.length));
  } while (composed !== before);
  const whole = lines === 'one' ? composed.trim() : composed;
  note('trimmed', composed.length - whole.length);
  return {
    text: whole,
    changes: Array.from(counts, ([kind, count]) => ({ kind, count })),
    isBlank: isBlank(whole),
  };
}

/** The characters of a text that belong to it. */
function meant(text: string, note: (kind: TextChangeKind) => void): string {
  const characters = Array.from(text);
  const isTwoWay = TWO_WAY.test(text);
  const kept: string[] = [];
  for (const [at, character] of characters.entries()) {
    const meaning = meaningOf(character, kept, characters[at + 1], isTwoWay);
    if (meaning === 'text') kept.push(character);
    else {
      note(meaning);
      if (meaning === 'broken') kept.push('\uFFFD');
    }
  }
  return kept.join('');
}
