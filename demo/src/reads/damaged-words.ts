import { wordsIn } from '../words/use-text.ts';

const kept = (count: number, one: string, many: string): string =>
  count === 1
    ? `${one} could not be read. It is kept as it is.`
    : `${count.toLocaleString('en')} ${many} could not be read. They are kept as they are.`;

const bleibt = (count: number, one: string, many: string): string =>
  count === 1
    ? `${one} lässt sich nicht lesen. Sie bleibt, wie sie ist.`
    : `${count.toLocaleString('de')} ${many} lassen sich nicht lesen. Sie bleiben, wie sie sind.`;

/** What Fireside says of the parts of a list that it keeps and cannot read. */
export const words = wordsIn({
  en: {
    characters: (count: number) => kept(count, 'One character', 'characters'),
    stories: (count: number) => kept(count, 'One story', 'stories'),
    relationships: (count: number) => kept(count, 'One relationship', 'relationships'),
    notes: (count: number) => kept(count, 'One note', 'notes'),
    takes: (count: number) => kept(count, 'One take', 'takes'),
  },
  de: {
    characters: (count) => bleibt(count, 'Eine Figur', 'Figuren'),
    stories: (count) => bleibt(count, 'Eine Geschichte', 'Geschichten'),
    relationships: (count) => bleibt(count, 'Eine Beziehung', 'Beziehungen'),
    notes: (count) => bleibt(count, 'Eine Notiz', 'Notizen'),
    takes: (count) => bleibt(count, 'Eine Fassung', 'Fassungen'),
  },
});
