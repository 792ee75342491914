import type { EntryView } from '@holdfast/core';
import { CharacterSave, NewNote, type Character } from '../../contract/character.ts';

/** The subject of an entry, in the words of a writer: "Mara", "Note on Mara". */
export function entrySubject(entry: EntryView, characters: readonly Character[]): string {
  const save = CharacterSave.safeParse(entry.input);
  if (save.success) return save.data.name;
  const note = NewNote.safeParse(entry.input);
  if (!note.success) return 'Something you wrote';
  const about = characters.find(({ id }) => id === note.data.characterId);
  return about ? `Note on ${about.name}` : 'A note';
}

/** The character of an entry: everything about one character shares its lane. */
export function isAbout(entry: EntryView, characterId: string): boolean {
  return entry.lane === `character:${characterId}`;
}
