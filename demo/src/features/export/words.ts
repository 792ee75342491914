import { wordsIn } from '../../words/use-text.ts';
import type { Missing } from './read-library.ts';

const counted = (language: string, count: number, one: string, many: string): string =>
  `${count.toLocaleString(language)} ${count === 1 ? one : many}`;

export const words = wordsIn({
  en: {
    downloadAs: 'Download as',
    print: 'Print',
    text: 'Text',
    markdown: 'Markdown',
    json: 'JSON',
    download: (format: string) => `Download as ${format}`,
    chapter: (number: number) => `Chapter ${number}`,
    with: 'With',
    empty: 'Nothing is written here yet.',
    opening: 'Opening…',
    missing: 'There is nothing to print here',
    missingWhy: 'It was deleted, or this device has never seen it.',
    back: 'Back to the page',
    headings: {
      traits: 'Traits',
      backstory: 'Backstory',
      relationships: 'Relationships',
      notes: 'Notes',
    },
    library: {
      title: 'Take everything with you',
      what: 'All your characters, stories with every take, and relationships, in one file (JSON).',
      counts: (characters: number, stories: number) =>
        `${counted('en', characters, 'character', 'characters')}, ${counted('en', stories, 'story', 'stories')}`,
      make: 'Download everything',
      making: 'Reading…',
      reading: 'Reading your stories',
      done: 'The file is in your downloads.',
      damaged: 'What could not be read is not in the file.',
      partly: ({ lists, stories }: Pick<Missing, 'lists' | 'stories'>) =>
        `Not in the file: ${new Intl.ListFormat('en').format(
          [
            lists.includes('characters') && 'all characters',
            lists.includes('stories') && 'all stories',
            lists.includes('relationships') && 'all relationships',
            stories > 0 && counted('en', stories, 'story', 'stories'),
          ].filter((part) => part !== false),
        )}.`,
      noCopy: 'This device has no copy. The file says what is missing.',
    },
  },
  de: {
    downloadAs: 'Herunterladen als',
    print: 'Drucken',
    text: 'Text',
    markdown: 'Markdown',
    json: 'JSON',
    download: (format: string) => `Als ${format} herunterladen`,
    chapter: (number: number) => `Kapitel ${number}`,
    with: 'Mit',
    empty: 'Hier steht noch nichts.',
    opening: 'Wird geöffnet …',
    missing: 'Hier gibt es nichts zu drucken',
    missingWhy: 'Es wurde gelöscht, oder dieses Gerät kennt es noch nicht.',
    back: 'Zurück zur Seite',
    headings: {
      traits: 'Eigenschaften',
      backstory: 'Vorgeschichte',
      relationships: 'Beziehungen',
      notes: 'Notizen',
    },
    library: {
      title: 'Alles mitnehmen',
      what: 'Alle deine Figuren, Geschichten mit jeder Fassung und Beziehungen in einer Datei (JSON).',
      counts: (characters: number, stories: number) =>
        `${counted('de', characters, 'Figur', 'Figuren')}, ${counted('de', stories, 'Geschichte', 'Geschichten')}`,
      make: 'Alles herunterladen',
      making: 'Wird gelesen …',
      reading: 'Deine Geschichten werden gelesen',
      done: 'Die Datei liegt bei deinen Downloads.',
      damaged: 'Was sich nicht lesen lässt, steht nicht in der Datei.',
      partly: ({ lists, stories }: Pick<Missing, 'lists' | 'stories'>) =>
        `Nicht in der Datei: ${new Intl.ListFormat('de').format(
          [
            lists.includes('characters') && 'alle Figuren',
            lists.includes('stories') && 'alle Geschichten',
            lists.includes('relationships') && 'alle Beziehungen',
            stories > 0 && counted('de', stories, 'Geschichte', 'Geschichten'),
          ].filter((part) => part !== false),
        )}.`,
      noCopy: 'Dieses Gerät hat keine Kopie. Die Datei sagt, was fehlt.',
    },
  },
});
