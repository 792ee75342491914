import type { Holdfast } from '@holdfast/core';
import { createReadSlice } from '@holdfast/zustand';
import { listCharacters } from '../../contract/operations.ts';
import { withAddedNote, withSavedCharacter } from './cast-layers.ts';

/** The writer's characters, with everything still on its way already in its place. */
export const createCastSlice = (holdfast: Holdfast) =>
  createReadSlice(holdfast, listCharacters, undefined, {
    layers: { 'character.save': withSavedCharacter, 'character.add-note': withAddedNote },
    // Without an answer ever, what was written here is still shown.
    empty: { characters: [] },
  });

export type CastSlice = ReturnType<typeof createCastSlice>;
