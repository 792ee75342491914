import { wordsIn } from '../../words/use-text.ts';

export const words = wordsIn({
  en: {
    title: 'Shared with Fireside',
    ask: 'Do you want to keep this text as a new story?',
    keep: 'Keep it as a new story',
    leave: 'Not now',
    nothing: 'Nothing was shared. Share a text from another app, and it appears here.',
    trouble: {
      unread:
        'Fireside could not read what was shared. Share it once more, or copy the text into a new story.',
      'too-long':
        'This text is too long to be shared in one piece. Share it in parts, or copy it into a new story.',
    },
    begin: 'New story',
    home: 'Back to the start',
    kept: (title: string) => `${title} is saved on this device.`,
  },
  de: {
    title: 'Mit Fireside geteilt',
    ask: 'Willst du diesen Text als neue Geschichte behalten?',
    keep: 'Als neue Geschichte behalten',
    leave: 'Jetzt nicht',
    nothing: 'Es wurde nichts geteilt. Teile einen Text aus einer anderen App, dann steht er hier.',
    trouble: {
      unread:
        'Fireside konnte nicht lesen, was geteilt wurde. Teile es noch einmal, oder kopiere den Text in eine neue Geschichte.',
      'too-long':
        'Dieser Text ist zu lang, um ihn am Stück zu teilen. Teile ihn in Stücken, oder kopiere ihn in eine neue Geschichte.',
    },
    begin: 'Neue Geschichte',
    home: 'Zurück zum Start',
    kept: (title) => `${title} ist auf diesem Gerät gespeichert.`,
  },
});
