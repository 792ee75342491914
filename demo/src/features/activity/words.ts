import { wordsIn } from '../../words/use-text.ts';

const en = {
  title: 'Activity',
  whenOpen: 'What waits is sent when Fireside is open.',
  byItself: 'What waits is sent by itself, even when Fireside is closed.',
  signIn: 'Sign in',
  noteOn: (name: string) => `Note on ${name}`,
  receipts: 'Receipts',
  receiptsAbout: 'What each generation cost. The rest of the price came back.',
  noReceipts: 'Nothing was generated yet.',
  what: {
    story: (title: string) => `A chapter of ${title}`,
    backstory: (title: string) => `The backstory of ${title}`,
    portrait: (title: string) => `Portraits of ${title}`,
  },
  cost: (spent: string, returned: string) => `${spent} spent, ${returned} returned`,
  nothingReturned: (spent: string) => `${spent} spent`,
  allReturned: (returned: string) => `nothing spent, ${returned} returned`,
  running: (most: string) => `running, at most ${most}`,
  showAll: (count: number) => `Show all ${count}`,
  showSent: (count: number) => `Show all ${count} sent changes`,
};

const de: typeof en = {
  title: 'Verlauf',
  whenOpen: 'Was wartet, wird gesendet, wenn Fireside offen ist.',
  byItself: 'Was wartet, wird von selbst gesendet, auch wenn Fireside geschlossen ist.',
  signIn: 'Anmelden',
  noteOn: (name) => `Notiz zu ${name}`,
  receipts: 'Belege',
  receiptsAbout: 'Was jede Erzeugung gekostet hat. Der Rest des Preises kam zurück.',
  noReceipts: 'Noch wurde nichts erzeugt.',
  what: {
    story: (title) => `Ein Kapitel von ${title}`,
    backstory: (title) => `Die Vorgeschichte von ${title}`,
    portrait: (title) => `Porträts von ${title}`,
  },
  cost: (spent, returned) => `${spent} ausgegeben, ${returned} zurück`,
  nothingReturned: (spent) => `${spent} ausgegeben`,
  allReturned: (returned) => `nichts ausgegeben, ${returned} zurück`,
  running: (most) => `läuft, höchstens ${most}`,
  showAll: (count) => `Alle ${count} zeigen`,
  showSent: (count) => `Alle ${count} gesendeten Änderungen zeigen`,
};

export const words = wordsIn({ en, de });
