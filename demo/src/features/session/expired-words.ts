import { wordsIn } from '../../words/use-text.ts';

export const expiredWords = wordsIn({
  en: {
    why: 'Your session has ended: it was not used for a long time, or you ended it on another device.',
    waiting: (count: number) =>
      count === 1
        ? 'One change is waiting on this device. It sends when you sign in.'
        : `${count} changes are waiting on this device. They send when you sign in.`,
    nothing: 'What you were writing is still here.',
    account: 'Account',
    password: 'Password',
    signIn: 'Sign in',
    busy: 'Signing in…',
    trouble: 'You are not signed in',
    wrong: 'This is not your password.',
    leave: 'Sign out',
  },
  de: {
    why: 'Deine Sitzung ist zu Ende: Du warst lange nicht hier, oder du hast sie auf einem anderen Gerät beendet.',
    waiting: (count: number) =>
      count === 1
        ? 'Eine Änderung wartet auf diesem Gerät. Sie wird gesendet, sobald du dich anmeldest.'
        : `${count} Änderungen warten auf diesem Gerät. Sie werden gesendet, sobald du dich anmeldest.`,
    nothing: 'Was du gerade geschrieben hast, ist noch da.',
    account: 'Konto',
    password: 'Passwort',
    signIn: 'Anmelden',
    busy: 'Anmeldung läuft …',
    trouble: 'Du bist nicht angemeldet',
    wrong: 'Das ist nicht dein Passwort.',
    leave: 'Abmelden',
  },
});
