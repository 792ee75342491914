import { wordsIn } from '../../words/use-text.ts';

export const words = wordsIn({
  en: {
    title: 'Shared with Fireside',
    ask: 'Do you want to keep this text as a new story?',
    keep: 'Keep it as a new story',
    leave: 'Not now',
    nothing: 'Nothing was shared. Share a text from another app, and it appears here.',
    home: 'Back to the start',
    kept: (title: string) => `${title} is saved on this device.`,
  },
  de: {
    title: 'Mit Fireside geteilt',
    ask: 'Willst du diesen Text als neue Geschichte behalten?',
    keep: 'Als neue Geschichte behalten',
    leave: 'Jetzt nicht',
    nothing: 'Es wurde nichts geteilt. Teile einen Text aus einer anderen App, dann steht er hier.',
    home: 'Zurück zum Start',
    kept: (title) => `${title} ist auf diesem Gerät gespeichert.`,
  },
});
