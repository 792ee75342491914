import { wordsIn } from '../words/use-text.ts';

export const words = wordsIn({
  en: {
    lastUpdated: (age: string) => `Last updated ${age}.`,
    asking: 'Asking Fireside…',
    offline: 'You’re offline.',
    unreachable: 'Fireside cannot be reached.',
    pause: 'You asked often in a short time, so Fireside asks for a pause.',
    trouble: 'Fireside is in trouble.',
    tryAgain: 'Try again',
  },
  de: {
    lastUpdated: (age) => `Stand: ${age}.`,
    asking: 'Fireside wird gefragt …',
    offline: 'Du bist offline.',
    unreachable: 'Fireside ist nicht zu erreichen.',
    pause: 'Du hast in kurzer Zeit oft gefragt, deshalb bittet Fireside um eine Pause.',
    trouble: 'Fireside hat gerade Probleme.',
    tryAgain: 'Noch einmal versuchen',
  },
});
