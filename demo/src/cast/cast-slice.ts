import type { Holdfast } from '@holdfast/core';
import { defineSlice, followRead, optimisticLayers } from '@holdfast/zustand';
import { createStore } from 'zustand/vanilla';
import type { CharacterPage } from '../../contract/character.ts';
import {
  addNote,
  deleteCharacter,
  listCharacters,
  saveCharacter,
} from '../../contract/operations.ts';
import { withAddedNote, withoutCharacter, withSavedCharacter } from './cast-layers.ts';

// Shows what the writer wrote here, also when the server never answered.
const page: CharacterPage = { characters: [] };

/** The writer's characters, with every waiting change already in its place. */
const cast = defineSlice('cast', { page }, { layers: optimisticLayers }).operations({
  list: { run: listCharacters, follow: followRead, apply: (_, answer) => ({ page: answer }) },
  save: {
    run: saveCharacter,
    optimistic: (data, save, entry) => ({ page: withSavedCharacter(data.page, save, entry) }),
  },
  remove: {
    run: deleteCharacter,
    optimistic: (data, { id }) => ({ page: withoutCharacter(data.page, id) }),
  },
  note: {
    run: addNote,
    optimistic: (data, note, entry) => ({ page: withAddedNote(data.page, note, entry) }),
  },
});

export const createCastSlice = (holdfast: Holdfast) => createStore(cast(holdfast));

export type CastSlice = ReturnType<typeof createCastSlice>;
