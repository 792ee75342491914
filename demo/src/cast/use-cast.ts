import type { OperationState } from '@holdfast/core';
import { useStore } from 'zustand';
import type { Character, CharacterPage } from '../../contract/character.ts';
import { useFireside } from '../fireside/fireside-context.ts';

interface Cast {
  readonly state: OperationState<CharacterPage>;
  readonly characters: readonly Character[];
  /** The deleted characters, for the names of those that a story still tells of. */
  readonly gone: NonNullable<CharacterPage['gone']>;
  readonly refresh: () => Promise<void>;
}

const NONE: Cast['gone'] = [];

export function useCast(): Cast {
  const { cast } = useFireside();
  return {
    state: useStore(cast, ({ listState }) => listState),
    characters: useStore(cast, ({ page }) => page.characters),
    gone: useStore(cast, ({ page }) => page.gone ?? NONE),
    refresh: useStore(cast, ({ list }) => list.refresh),
  };
}
