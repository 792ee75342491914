import type { OperationState } from '@holdfast/core';
import { useStore } from 'zustand';
import type { Character, CharacterPage } from '../../contract/character.ts';
import { useFireside } from '../fireside/fireside-context.ts';

interface Cast {
  readonly state: OperationState<CharacterPage>;
  readonly characters: readonly Character[];
  readonly refresh: () => Promise<void>;
}

const nobody: readonly Character[] = [];

export function useCast(): Cast {
  const { cast } = useFireside();
  return {
    state: useStore(cast, ({ state }) => state),
    characters: useStore(cast, ({ view }) => view?.characters ?? nobody),
    refresh: useStore(cast, ({ refresh }) => refresh),
  };
}
