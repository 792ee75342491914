import type { Preferences } from '../../contract/preferences.ts';
import type { Language } from '../words/language-context.ts';

/** The preferences that the page needs before it shows anything. */
export type Look = Pick<Preferences, 'theme' | 'textSize' | 'motion' | 'language'>;

/** The name under which `public/look.js` finds the look on the device. */
export const LOOK_KEY = 'fireside.look';

export const lookOf = ({ theme, textSize, motion, language }: Preferences): Look => ({
  theme,
  textSize,
  motion,
  language,
});

/** The language that the page speaks. Without a choice it is the first of the browser's that Fireside speaks. */
export function languageOf(
  { language }: Pick<Look, 'language'>,
  browser: readonly string[],
): Language {
  if (language !== 'system') return language;
  return browser.map((tag) => tag.slice(0, 2)).find(isSpoken) ?? 'en';
}

const isSpoken = (tag: string): tag is Language => tag === 'en' || tag === 'de';
