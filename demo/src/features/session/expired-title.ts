import { wordsIn } from '../../words/use-text.ts';

/** Apart from the other words of the ended session, because the page needs it before one ends. */
export const expiredTitle = wordsIn({ en: 'Sign in again', de: 'Bitte neu anmelden' });
