import type { Holdfast } from '@holdfast/core';
import { createReadSlice, layer } from '@holdfast/zustand';
import { addNote, listCharacters, saveCharacter } from '../../contract/operations.ts';
import { withAddedNote, withSavedCharacter } from './cast-layers.ts';

/** The writer's characters, with every waiting change already in its place. */
export const createCastSlice = (holdfast: Holdfast) =>
  createReadSlice(holdfast, listCharacters, undefined, {
    layers: [layer(saveCharacter, withSavedCharacter), layer(addNote, withAddedNote)],
    // Shows what the writer wrote here, also when the server never answered.
    empty: { characters: [] },
  });

export type CastSlice = ReturnType<typeof createCastSlice>;
