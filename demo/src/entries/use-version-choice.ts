import type { EntryView } from '@holdfast/core';
import { uuidV7 } from '@holdfast/core/parts';
import { answerConflict } from '@holdfast/offline';
import { useHoldfast, type ConflictChoice } from '@holdfast/react';
import type { Character, CharacterSave } from '../../contract/character.ts';
import { saveCharacter } from '../../contract/operations.ts';
import { useFireside } from '../fireside/fireside-context.ts';
import { untilKept } from './until-kept.ts';

/**
 * Carries out the writer's choice between two versions, or rejects, and then neither is lost. The waiting version is
 * given up only when the choice is stored: a rebase puts the new one in its place in one transaction.
 */
export function useVersionChoice(
  entry: EntryView,
  mine: CharacterSave,
  other: Character | undefined,
): (choice: ConflictChoice) => Promise<void> {
  const { run, platform } = useHoldfast();
  const { outbox, cast } = useFireside();
  const giveUp = async (): Promise<void> => {
    await outbox.cancel(entry.id);
    await cast.getState().list.refresh();
  };
  const keepMine = async (): Promise<void> => {
    const revision = uuidV7(platform);
    const input = { ...mine, revision, basedOn: other?.revision ?? null };
    await answerConflict(outbox, entry.id, saveCharacter, { kind: 'rebase', input });
  };
  const keepBoth = async (): Promise<void> => {
    const key = uuidV7(platform);
    const copy = { ...mine, id: uuidV7(platform), basedOn: null, revision: uuidV7(platform) };
    const running = run(saveCharacter, copy, { key });
    await untilKept(outbox.entries, key, running);
    const isKept = outbox.entries.getSnapshot().some(({ id }) => id === key);
    const outcome = isKept ? undefined : await running;
    if (outcome?.kind === 'failed') throw outcome.failure;
    await giveUp();
  };
  const acts = { mine: keepMine, theirs: giveUp, both: keepBoth } as const;
  return (choice) => acts[choice]();
}
