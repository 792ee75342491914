'use client';
import { use } from 'react';
import { LanguageContext } from './language-context.ts';
import { moneyInWords } from './money.ts';

/** Says sums of money in the language of the page. */
export function useMoney(): (micros: number) => string {
  const language = use(LanguageContext);
  return (micros) => moneyInWords(micros, language);
}
