import type { EntryView } from '@holdfast/core';
import {
  FIRST_REVISION,
  type Character,
  type CharacterPage,
  type CharacterSave,
  type NewNote,
} from '../../contract/character.ts';

/** A character that is not saved yet: a changed one in its place, a new one last, where the server will put it. */
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
  return { ...page, characters: known ? others : [...others, character] };
}

/** A character whose deletion is on its way is gone from the page at once. It is back when the writer undoes that. */
export function withoutCharacter(page: CharacterPage, characterId: string): CharacterPage {
  return { ...page, characters: page.characters.filter(({ id }) => id !== characterId) };
}

/**
 * A note that is still on its way. Until the server gives it an id, it has the id of its entry. A page that the server
 * sent after it had the note, and before its answer to the entry came, has the note already.
 */
export function withAddedNote(
  page: CharacterPage,
  { characterId, text }: NewNote,
  { id, createdAt }: EntryView,
): CharacterPage {
  const note = { id, text, writtenAt: createdAt };
  return {
    ...page,
    characters: page.characters.map((character) =>
      character.id === characterId && character.notes.every(({ entry }) => entry !== id)
        ? { ...character, notes: [...character.notes, note] }
        : character,
    ),
  };
}
