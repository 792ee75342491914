import { wordsIn } from '../words/use-text.ts';

export const words = wordsIn({
  en: {
    notSent: 'So it was not sent.',
    noAnswer: 'Fireside did not answer either.',
    keepOpen: 'Keep the page open and try again.',
  },
  de: {
    notSent: 'Deshalb wurde es nicht gesendet.',
    noAnswer: 'Auch Fireside hat nicht geantwortet.',
    keepOpen: 'Lass die Seite offen und versuch es noch einmal.',
  },
});
