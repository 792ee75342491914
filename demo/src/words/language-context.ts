import { createContext } from 'react';

export type Language = 'en' | 'de';

/** The language of the page. */
export const LanguageContext = createContext<Language>('en');
