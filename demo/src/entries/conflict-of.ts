import type { EntryView } from '@holdfast/core';
import { CharacterSave } from '../../contract/character.ts';

/** The save that an entry holds, if it waits because something else was saved in its place. */
export function conflictOf({ state, input }: EntryView): CharacterSave | undefined {
  if (state.kind !== 'blocked' || state.reason !== 'conflict') return undefined;
  return CharacterSave.safeParse(input).data;
}
