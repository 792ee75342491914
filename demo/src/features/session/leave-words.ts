import { wordsIn } from '../../words/use-text.ts';

/** The words of the buttons, which every page shows. The dialogs have their own and load with them. */
export const leaveWords = wordsIn({
  en: {
    signOut: 'Sign out',
    signingOut: 'Signing out…',
    everywhere: 'Leave all devices',
  },
  de: {
    signOut: 'Abmelden',
    signingOut: 'Abmeldung läuft …',
    everywhere: 'Alle Geräte abmelden',
  },
});
