import type { StandardSchema } from '@holdfast/core';
import { fieldWords } from '@holdfast/core/messages';
import { requireOptions } from '@holdfast/core/parts';
import { sanitise, type SanitiseOptions } from './sanitise.ts';
import { textLength } from './text-length.ts';

export interface CleanTextOptions extends SanitiseOptions {
  /** The least number of characters, and the sentence for a shorter text. @default an empty text is valid */
  readonly least?: readonly [least: number, message: string];
  /** The greatest number of characters, and the sentence for a longer text. @default any length */
  readonly most?: readonly [most: number, message: string];
}

/** More than a text of this many characters needs, even with invisible characters that are about to be removed. */
const mostUnits = (characters: number): number => (characters + 100) * 32;

/**
 * A schema for a text that gives it sanitised. It counts characters as a user does, and after sanitising, so that
 * invisible characters do not count. It refuses a text without any visible character, unless the user typed nothing.
 */
export function cleanText(options: CleanTextOptions = {}): StandardSchema<string> {
  requireOptions('cleanText', options, {
    lines: 'one of one, many?',
    least: 'a whole number from 0 on, with a sentence?',
    most: 'a whole number from 0 on, with a sentence?',
  });

  const { lines = 'many' } = options;
  const { least: [least, tooShort] = [0, fieldWords.blank] } = options;
  const { most: [most, tooLong] = [Infinity, ''] } = options;
  return {
    '~standard': {
      version: 1,
      vendor: 'holdfast',
      validate(value) {
        if (typeof value !== 'string') return refuse(tooShort);
        // A text of any length is cut short before it is looked at in detail.
        if (value.length > mostUnits(most)) return refuse(tooLong);
        const { text, isBlank } = sanitise(value, { lines });
        if (isBlank && (value !== '' || least > 0)) return refuse(tooShort);
        const length = textLength(text);
        if (length < least) return refuse(tooShort);
        return length > most ? refuse(tooLong) : { value: text };
      },
    },
  };
}

const refuse = (message: string): { readonly issues: readonly { readonly message: string }[] } => ({
  issues: [{ message }],
});
