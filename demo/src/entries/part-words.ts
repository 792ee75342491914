import { pageWords } from '../words/page-words.ts';
import { wordsIn } from '../words/use-text.ts';

const words = wordsIn({
  en: {
    name: 'Name',
    role: 'Role',
    temperament: 'Temperament',
    traits: 'Traits',
    backstory: 'Backstory',
  },
  de: {
    name: 'Name',
    role: 'Rolle',
    temperament: 'Temperament',
    traits: 'Eigenschaften',
    backstory: 'Vorgeschichte',
  },
});

/** The names of the parts of a character, in the language of the page. */
export const partText = (): (typeof words)['en'] => words[pageWords.getSnapshot().language];
