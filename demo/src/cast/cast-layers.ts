import type { EntryView } from '@holdfast/core';
import {
  FIRST_REVISION,
  type Character,
  type CharacterPage,
  type CharacterSave,
  type NewNote,
} from '../../contract/character.ts';

/** A character that is not saved yet: a changed one in its place, a new one first. */
export function withSavedCharacter(
  page: CharacterPage,
  save: CharacterSave,
  { createdAt }: EntryView,
): CharacterPage {
  const { basedOn: _, ...draft } = save;
  const known = page.characters.find(({ id }) => id === draft.id);
  const character: Character = {
    ...draft,
    revision: draft.revision ?? known?.revision ?? FIRST_REVISION,
    notes: known?.notes ?? [],
    ...(known?.earlierNotes !== undefined && { earlierNotes: known.earlierNotes }),
    savedAt: known?.savedAt ?? createdAt,
  };
  const others = page.characters.map((other) => (other === known ? character : other));
  return { ...page, characters: known ? others : [character, ...others] };
}

/** A note that is still on its way. Until the server names it, it goes by the id of its entry. */
export function withAddedNote(
  page: CharacterPage,
  { characterId, text }: NewNote,
  { id, createdAt }: EntryView,
): CharacterPage {
  const note = { id, text, writtenAt: createdAt };
  return {
    ...page,
    characters: page.characters.map((character) =>
      character.id === characterId
        ? { ...character, notes: [...character.notes, note] }
        : character,
    ),
  };
}
