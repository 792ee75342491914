import type { Character } from '../../../contract/character.ts';
import { lookOf, type SheetValues } from './sheet-values.ts';

/** The sheet of a character as the writer begins to change it; `revision` names the state that saving makes. */
export function editedSheet(character: Character, revision: string): SheetValues {
  const { notes: _, earlierNotes: __, savedAt: ___, ...sheet } = character;
  return {
    ...sheet,
    look: lookOf(character),
    portraitId: character.portraitId ?? null,
    nextTrait: '',
    revision,
    basedOn: character.revision,
  };
}
