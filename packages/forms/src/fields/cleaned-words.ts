import type { Messages } from '@holdfast/core/messages';
import { fillWords } from '@holdfast/core/parts';
import type { TextChange, TextChangeKind } from '../validation/sanitise.ts';

type FieldWord = keyof Messages['fields'];

/** Spaces at an end and composed accents look as before, so they are not worth a sentence. */
const WORDS: Partial<Record<TextChangeKind, FieldWord>> = {
  control: 'cleanedControl',
  unseen: 'cleanedUnseen',
  direction: 'cleanedDirection',
  broken: 'cleanedBroken',
  lines: 'cleanedLines',
};

/** The sentences about the changes of a text. */
export function cleanedWords(words: Messages['fields'], changes: readonly TextChange[]): string {
  return changes
    .map(({ kind, count }) => {
      const word = WORDS[kind];
      return word ? fillWords(words[word], { count: `${count}` }) : '';
    })
    .filter(Boolean)
    .join(' ');
}
