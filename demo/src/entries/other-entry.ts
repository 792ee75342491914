import type { EntryView } from '@holdfast/core';
import { RelationshipSave } from '../../contract/relationship.ts';
import { pageWords } from '../words/page-words.ts';

interface Named {
  readonly id: string;
  readonly name: string;
}

const words = {
  en: {
    preferences: 'Your preferences',
    bond: 'A relationship',
    bondOf: (from: string, to: string) => `Relationship of ${from} and ${to}`,
    deletionOfBond: 'Deletion of a relationship',
  },
  de: {
    preferences: 'Deine Einstellungen',
    bond: 'Eine Beziehung',
    bondOf: (from: string, to: string) => `Beziehung von ${from} und ${to}`,
    deletionOfBond: 'Löschung einer Beziehung',
  },
} as const;

/** The subject of an entry that is about neither a character nor a story; `undefined` for every other entry. */
export function otherEntrySubject(
  { operation, input }: EntryView,
  known: readonly Named[],
): string | undefined {
  const text = words[pageWords.getSnapshot().language];
  if (operation === 'preferences.change') return text.preferences;
  if (operation === 'relationship.delete') return text.deletionOfBond;
  if (operation !== 'relationship.save') return undefined;
  const save = RelationshipSave.safeParse(input);
  const nameOf = (id: string | undefined): string | undefined =>
    known.find((one) => one.id === id)?.name;
  const from = nameOf(save.data?.relationship.fromId);
  const to = nameOf(save.data?.relationship.toId);
  return from !== undefined && to !== undefined ? text.bondOf(from, to) : text.bond;
}
