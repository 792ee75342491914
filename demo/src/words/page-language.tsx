'use client';
import { useEffect, type ReactElement, type ReactNode } from 'react';
import { LanguageContext, type Language } from './language-context.ts';

interface PageLanguageProps {
  readonly language: Language;
  readonly children: ReactNode;
}

/** Gives the language of the page to every component below, and to the browser and screen readers. */
export function PageLanguage({ language, children }: PageLanguageProps): ReactElement {
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  return <LanguageContext value={language}>{children}</LanguageContext>;
}
