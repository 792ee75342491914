import type { EntryView } from '@holdfast/core';
import {
  CharacterSave,
  FIRST_REVISION,
  NewNote,
  type Character,
  type CharacterPage,
} from '../../contract/character.ts';

/** A character that is not saved yet: a changed one in its place, a new one first. */
export function withSavedCharacter(page: CharacterPage, entry: EntryView): CharacterPage {
  const save = CharacterSave.safeParse(entry.input);
  if (!save.success) return page;
  const { basedOn: _, ...draft } = save.data;
  const known = page.characters.find(({ id }) => id === draft.id);
  const character: Character = {
    ...draft,
    revision: draft.revision ?? known?.revision ?? FIRST_REVISION,
    notes: known?.notes ?? [],
    ...(known?.earlierNotes !== undefined && { earlierNotes: known.earlierNotes }),
    savedAt: known?.savedAt ?? entry.createdAt,
  };
  return known
    ? {
        ...page,
        characters: page.characters.map((other) => (other === known ? character : other)),
      }
    : { ...page, characters: [character, ...page.characters] };
}

/** A note that is still on its way. Until the server names it, it goes by the id of its entry. */
export function withAddedNote(page: CharacterPage, entry: EntryView): CharacterPage {
  const added = NewNote.safeParse(entry.input);
  if (!added.success) return page;
  const note = { id: entry.id, text: added.data.text, writtenAt: entry.createdAt };
  return {
    ...page,
    characters: page.characters.map((character) =>
      character.id === added.data.characterId
        ? { ...character, notes: [...character.notes, note] }
        : character,
    ),
  };
}
