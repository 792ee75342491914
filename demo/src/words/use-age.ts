'use client';
import { relativeAge, useNow } from '@holdfast/react';
import { use } from 'react';
import { LanguageContext } from './language-context.ts';

/** Says how long ago, or how soon, a wall-clock time is: "4 minutes ago", "in 5 hours". */
export function useAge(): (at: number) => string {
  const language = use(LanguageContext);
  const now = useNow();
  return (at) => relativeAge(at, now, language);
}
