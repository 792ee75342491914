import { pageWords } from '../words/page-words.ts';
import { wordsIn } from '../words/use-text.ts';

const words = wordsIn({
  en: {
    title: 'Technical detail',
    code: 'Code',
    status: 'Status',
    attempts: 'Attempts',
    incident: 'Incident',
    request: 'Request',
  },
  de: {
    title: 'Technische Einzelheiten',
    code: 'Kennung',
    status: 'Status',
    attempts: 'Versuche',
    incident: 'Vorfall',
    request: 'Anfrage',
  },
});

/** The names of the facts about a failure, in the language of the page. */
export const factText = (): (typeof words)['en'] => words[pageWords.getSnapshot().language];
