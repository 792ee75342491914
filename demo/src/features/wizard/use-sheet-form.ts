import { useResilientForm } from '@holdfast/forms';
import { uuidV7 } from '@holdfast/core/parts';
import { useAnnounce, useHoldfast } from '@holdfast/react';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { saveCharacter } from '../../../contract/operations.ts';
import { useFireside } from '../../fireside/fireside-context.ts';
import { allTraits, emptySheet, SheetValues } from './sheet-values.ts';

export type SheetForm = ReturnType<typeof useSheetForm>;

/** The form behind the sheet: one draft, one write, and back to the list once all of it is safe. */
// Its type follows from the schema, by react-hook-form.
export function useSheetForm() {
  const { platform } = useHoldfast();
  const { unsavedWork } = useFireside();
  const announce = useAnnounce();
  const navigate = useNavigate();
  const [savedAs, setSavedAs] = useState<string>();
  const form = useResilientForm({
    schema: SheetValues,
    defaultValues: () => emptySheet(uuidV7(platform), uuidV7(platform)),
    operation: saveCharacter,
    toInput: ({ nextTrait, ...sheet }) => ({
      ...sheet,
      traits: allTraits({ ...sheet, nextTrait }),
    }),
    draft: { key: 'character:new', version: 1 },
    unsaved: { work: unsavedWork, label: 'your new character' },
    onOutcome(outcome, { id, name, revision }, { hasNewer }) {
      if (outcome.kind === 'failed') return;
      if (hasNewer) {
        // Values typed meanwhile are a change of the state that was just saved.
        form.setValue('basedOn', revision);
        form.setValue('revision', uuidV7(platform));
        setSavedAs(name);
        announce(`${name} is saved. What you typed since is not saved yet.`);
        return;
      }
      const isConflict = outcome.kind === 'blocked' && outcome.reason === 'conflict';
      if (outcome.kind !== 'live') announce(`${name} is saved on this device.`);
      void navigate(isConflict ? `/characters/${id}` : '/');
    },
  });
  /** The name under which an earlier state of the sheet was saved, if the writer typed something since. */
  return { ...form, savedAs };
}
