import { useResilientForm } from '@holdfast/forms';
import { uuidV7 } from '@holdfast/core';
import { useAnnounce, useHoldfast } from '@holdfast/react';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { saveCharacter } from '../../../contract/operations.ts';
import { useFireside } from '../../fireside/fireside-context.ts';
import { allTraits, emptySheet, SheetValues } from './sheet-values.ts';

export type SheetForm = ReturnType<typeof useSheetForm>;

/** The form behind the sheet: one draft, one write, and back to the list once it is safe. */
// Its type is what react-hook-form makes of the schema.
export function useSheetForm() {
  const { platform } = useHoldfast();
  const { unsavedWork } = useFireside();
  const announce = useAnnounce();
  const navigate = useNavigate();
  const [defaultValues] = useState(() => emptySheet(uuidV7(platform)));
  return useResilientForm({
    schema: SheetValues,
    defaultValues,
    operation: saveCharacter,
    toInput: ({ nextTrait, ...sheet }) => ({
      ...sheet,
      traits: allTraits({ ...sheet, nextTrait }),
    }),
    draft: { key: 'character:new', version: 1 },
    unsaved: { work: unsavedWork, label: 'your new character' },
    onOutcome(outcome, { name }) {
      if (outcome.kind === 'failed') return;
      if (outcome.kind !== 'live') announce(`${name} is saved on this device.`);
      void navigate('/');
    },
  });
}
