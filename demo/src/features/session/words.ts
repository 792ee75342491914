import { wordsIn } from '../../words/use-text.ts';

export const words = wordsIn({
  en: {
    about: 'Fireside keeps your characters and tells stories with you.',
    promise: 'Nothing that you write is lost, not even in a tunnel.',
    name: 'Name',
    password: 'Password',
    signIn: {
      title: 'Sign in',
      action: 'Sign in',
      busy: 'Signing in…',
      trouble: 'You are not signed in',
      question: 'New here?',
      other: 'Create an account',
    },
    signUp: {
      title: 'Create an account',
      action: 'Create account',
      busy: 'Creating your account…',
      trouble: 'Your account is not created yet',
      hint: 'At least 10 characters. A sentence that you remember is fine.',
      question: 'Do you have an account?',
      other: 'Sign in',
    },
    unknown: 'Fireside cannot say yet whether you are signed in',
    asksAgain: 'It asks again by itself. You can also sign in here.',
    isItYours: 'Is it yours? Then sign in with the name and the password that you typed.',
  },
  de: {
    about: 'Fireside bewahrt deine Figuren auf und erzählt mit dir ihre Geschichten.',
    promise: 'Was du schreibst, geht nicht verloren, auch nicht im Tunnel.',
    name: 'Name',
    password: 'Passwort',
    signIn: {
      title: 'Anmelden',
      action: 'Anmelden',
      busy: 'Du wirst angemeldet …',
      trouble: 'Du bist nicht angemeldet',
      question: 'Neu hier?',
      other: 'Konto anlegen',
    },
    signUp: {
      title: 'Konto anlegen',
      action: 'Konto anlegen',
      busy: 'Dein Konto wird angelegt …',
      trouble: 'Dein Konto ist noch nicht angelegt',
      hint: 'Mindestens 10 Zeichen. Ein Satz, den du dir merkst, ist gut.',
      question: 'Hast du schon ein Konto?',
      other: 'Anmelden',
    },
    unknown: 'Fireside kann noch nicht sagen, ob du angemeldet bist',
    asksAgain: 'Es fragt von selbst noch einmal. Du kannst dich auch hier anmelden.',
    isItYours:
      'Gehört er dir? Dann melde dich mit dem Namen und dem Passwort an, die du eingegeben hast.',
  },
});
