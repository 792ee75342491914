import type { EntryView } from '@holdfast/core';
import { CharacterSave } from '../../contract/character.ts';

/** The save of an entry that waits because another version was saved first. */
export function conflictOf({ state, input }: EntryView): CharacterSave | undefined {
  if (state.kind !== 'blocked' || state.reason !== 'conflict') return undefined;
  return CharacterSave.safeParse(input).data;
}
