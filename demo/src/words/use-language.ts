import { use } from 'react';
import { LanguageContext, type Language } from './language-context.ts';

/** The language of the page, for numbers, ages and sums of money. */
export function useLanguage(): Language {
  return use(LanguageContext);
}
