'use client';
import { keepDraft, useResilientForm } from '@holdfast/forms';
import { uuidV7 } from '@holdfast/core/parts';
import { useAnnounce, useHoldfast, useWrite } from '@holdfast/react';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { saveCharacter } from '../../../contract/operations.ts';
import { useText } from '../../words/use-text.ts';
import { allTraits, migrateSheet, SHEET_VERSION, type SheetValues } from './sheet-values.ts';
import { sheetWizard } from './sheet-wizard.ts';
import { words } from './words.ts';

export type SheetForm = ReturnType<typeof useSheetForm>;

interface SheetFormOptions {
  /** The name of the draft. */
  readonly draftKey: string;
  readonly first: () => SheetValues;
  /** A name for the work that the writer would lose with the draft. */
  readonly unsaved: string;
  /** The page to go to when all is safe. A conflict always leads to the character. */
  readonly onward: string;
  /** Whether saving makes the character, whatever state the sheet began with. @default false */
  readonly isNew?: boolean;
}

/** The form behind a sheet: one draft, one write, and away once all of it is safe. */
// Its type follows from the schema, by react-hook-form.
export function useSheetForm(options: SheetFormOptions) {
  const { draftKey, first, unsaved, onward, isNew = false } = options;
  const text = useText(words);
  const { platform } = useHoldfast();
  const announce = useAnnounce();
  const [, navigate] = useLocation();
  const [savedAs, setSavedAs] = useState<string>();
  const form = useResilientForm({
    schema: sheetWizard.schema,
    defaultValues: first,
    submit: useWrite(saveCharacter),
    toInput: ({ nextTrait, ...sheet }) => ({
      ...sheet,
      ...(isNew && { basedOn: null }),
      traits: allTraits({ ...sheet, nextTrait }),
    }),
    draft: keepDraft({ key: draftKey, version: SHEET_VERSION, migrate: migrateSheet, unsaved }),
    onOutcome(outcome, { id, name, revision }, { hasNewer }) {
      if (outcome.kind === 'failed') return;
      if (hasNewer) {
        // Values typed meanwhile are a change of the state that was just saved.
        form.setValue('basedOn', revision);
        form.setValue('revision', uuidV7(platform));
        setSavedAs(name);
        announce(text.savedBehindSays(name));
        return;
      }
      const isConflict = outcome.kind === 'blocked' && outcome.reason === 'conflict';
      if (outcome.kind !== 'live') announce(text.savedHere(name));
      navigate(isConflict ? `/characters/${id}` : onward);
    },
  });
  /** The name under which an earlier state of the sheet was saved, if the writer typed something since. */
  return { ...form, savedAs };
}
