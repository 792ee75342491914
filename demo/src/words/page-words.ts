import { createCell } from '@holdfast/core';
import { english } from './english.ts';
import type { Language } from './language-context.ts';
import type { WordsOfPage } from './words-of-page.ts';

const words = createCell<WordsOfPage>(english);

/** The language of the page. It is one for the whole page, so that texts outside of React have it too. */
export const pageWords: Pick<typeof words, 'getSnapshot' | 'subscribe'> = words;

/** Speaks a language from now on. The words of another language than English load first. */
export async function speak(language: Language): Promise<void> {
  if (words.getSnapshot().language === language) return;
  if (language === 'en') {
    words.set(english);
    return;
  }
  // Without its file the page speaks German where it can, and English for the rest.
  const other = await import('./german.ts').catch(() => undefined);
  words.set(other?.german ?? { ...english, language });
}
