'use client';
import type { EntryView } from '@holdfast/core';
import { uuidV7 } from '@holdfast/core/parts';
import { useHoldfast, useOutbox, useRead, useWrite } from '@holdfast/react';
import type { CharacterDraft } from '../../contract/character.ts';
import { type Portrait, type PortraitLook, PortraitWish } from '../../contract/portrait.ts';
import { drawPortraits, listPortraits } from '../../contract/portrait-operations.ts';
import { descriptionOf } from './description-of.ts';

/** The part of a sheet that a portrait is drawn from. */
export interface Sitter extends Pick<
  CharacterDraft,
  'id' | 'name' | 'role' | 'temperament' | 'traits'
> {
  readonly look: PortraitLook;
}

export interface AskedFor {
  readonly entry: EntryView;
  readonly ids: readonly string[];
}

interface SittingResult {
  readonly takes: readonly Portrait[];
  /** The ids of takes that could not be read. */
  readonly damaged: readonly string[] | undefined;
  /** The server has not said yet which takes there are, and nothing is stored of an earlier answer. */
  readonly isUnknown: boolean;
  /** The portraits that are asked for and not drawn. */
  readonly asked: readonly AskedFor[];
  /** Asks for new portraits, and returns their ids at once. */
  readonly draw: (count: number) => readonly string[];
}

/**
 * The portraits of a character: those that are drawn, and those that the writer has asked for. A wish is in the
 * outbox first, so it survives a dead connection, a limit and a crash.
 */
export function useSitting(sitter: Sitter): SittingResult {
  const { platform } = useHoldfast();
  const { state } = useRead(listPortraits, { characterId: sitter.id });
  const { items } = useOutbox(({ lane }) => lane === `portrait:${sitter.id}`);
  const { run } = useWrite(drawPortraits);
  const takes = state.value?.portraits ?? [];
  const asked = items.flatMap((entry) => {
    const { data } = PortraitWish.safeParse(entry.input);
    return data ? [{ entry, ids: data.ids }] : [];
  });
  return {
    takes,
    damaged: state.value?.damaged,
    isUnknown: state.value === undefined,
    asked,
    draw(count) {
      const ids = Array.from({ length: count }, () => uuidV7(platform));
      const { id, name, look } = sitter;
      void run({
        ...{ characterId: id, ids, look },
        name: name.trim().slice(0, 200),
        description: descriptionOf(sitter),
      });
      return ids;
    },
  };
}
