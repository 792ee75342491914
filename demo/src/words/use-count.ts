'use client';
import { use } from 'react';
import { LanguageContext } from './language-context.ts';

/** Says whole numbers in the digits of the page's language. */
export function useCount(): (count: number) => string {
  const language = use(LanguageContext);
  return (count) => count.toLocaleString(language);
}
