import { toFailure, type EntryView, type Failure } from '@holdfast/core';
import { uuidV7 } from '@holdfast/core/parts';
import { answerConflict } from '@holdfast/offline';
import { useAnnounce, useHoldfast } from '@holdfast/react';
import { useState } from 'react';
import type { Character, CharacterSave } from '../../contract/character.ts';
import { saveCharacter } from '../../contract/operations.ts';
import { useFireside } from '../fireside/fireside-context.ts';
import { focusPage } from '../frame/dom-page-focus.ts';
import { untilKept } from './until-kept.ts';

export interface VersionChoice {
  /** True while this device stores the choice. */
  readonly isBusy: boolean;
  /** Why the last choice could not be stored. Neither version is lost. */
  readonly failure: Failure | undefined;
  readonly keepMine: (other: Character | undefined) => Promise<void>;
  readonly keepOther: () => Promise<void>;
  readonly keepBoth: () => Promise<void>;
}

/**
 * The three ways out of a conflict. The waiting version is given up only when the choice is stored: a rebase puts the
 * new one in its place in one transaction.
 */
export function useVersionChoice(entry: EntryView, mine: CharacterSave): VersionChoice {
  const { run, platform } = useHoldfast();
  const { outbox, cast } = useFireside();
  const announce = useAnnounce();
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure>();

  const giveUp = async (): Promise<void> => {
    await outbox.cancel(entry.id);
    focusPage();
    await cast.getState().refresh();
  };
  const replaceBy = async (save: CharacterSave): Promise<boolean> => {
    setBusy(true);
    const key = uuidV7(platform);
    const running = run(saveCharacter, { ...save, revision: uuidV7(platform) }, { key });
    await untilKept(outbox.entries, key, running);
    const isKept = outbox.entries.getSnapshot().some(({ id }) => id === key);
    const outcome = isKept ? undefined : await running;
    setBusy(false);
    if (outcome?.kind === 'failed') {
      setFailure(outcome.failure);
      return false;
    }
    await giveUp();
    return true;
  };

  return {
    isBusy,
    failure,
    async keepMine(other) {
      const revision = uuidV7(platform);
      const input = { ...mine, revision, basedOn: other?.revision ?? null };
      setBusy(true);
      try {
        await answerConflict(outbox, entry.id, saveCharacter, { kind: 'rebase', input });
        focusPage();
        announce(`Your version of ${mine.name} is kept.`);
      } catch (error) {
        setFailure(toFailure(error));
      }
      setBusy(false);
    },
    async keepOther() {
      await giveUp();
      announce('The other version is kept.');
    },
    async keepBoth() {
      const isKept = await replaceBy({ ...mine, id: uuidV7(platform), basedOn: null });
      if (isKept) announce(`Both versions of ${mine.name} are kept.`);
    },
  };
}
