import { defineWrite, type OperationState, type StandardSchema } from '@holdfast/core';
import { keepDraft, useResilientForm, useSubmit } from '@holdfast/forms';
import { useWrite } from '@holdfast/react';
import { defineWizard, step, useWizard } from '@holdfast/forms/wizard';

interface Sheet {
  readonly name: string;
  readonly traits: readonly { readonly text: string }[];
}
declare const sheet: StandardSchema<Sheet>;
declare const numbered: StandardSchema<Sheet, { readonly count: number }>;
declare const saved: StandardSchema<unknown, { readonly id: string }>;

const save = defineWrite('save', {
  input: sheet,
  output: saved,
  request: () => ({ path: 'sheet' }),
  offline: 'queue',
});
const defaultValues: Sheet = { name: '', traits: [] };

export function useTyped(): void {
  const form = useResilientForm({
    schema: sheet,
    defaultValues,
    submit: useWrite(save),
    draft: keepDraft({ key: 'sheet', version: 1, exclude: ['name'] }),
    onOutcome(outcome, values) {
      values satisfies Sheet;
      if (outcome.kind === 'queued') {
        void (outcome.handle.synced satisfies Promise<{ readonly id: string }>);
      }
      // @ts-expect-error a write is never stale
      return outcome.kind === 'stale';
    },
  });
  form.state satisfies OperationState<{ readonly id: string }>;
  form.setValue('traits.0.text', 'brave');
  // @ts-expect-error no such field
  form.setValue('nme', 'Ada');
  const draft = form.draft.getSnapshot();
  if (draft.kind === 'conflict') draft.theirs satisfies Sheet;
  // @ts-expect-error there are no other values where there is no conflict
  draft.theirs satisfies Sheet;

  const fresh = useResilientForm({
    schema: sheet,
    defaultValues: () => defaultValues,
    submit: useWrite(save),
    onOutcome(_outcome, _values, { hasNewer }) {
      hasNewer satisfies boolean;
    },
  });
  void (fresh.discardSent() satisfies Promise<boolean>);
  const kept = fresh.draft.getSnapshot();
  if (kept.kind === 'incomplete') kept.lost satisfies readonly string[];

  // @ts-expect-error default values must have the shape of the schema
  useResilientForm({ schema: sheet, defaultValues: { name: 1 }, submit: useWrite(save) });
  // @ts-expect-error what the schema gives is not what the write takes
  useResilientForm({ schema: numbered, defaultValues, submit: useWrite(save) });
  useResilientForm({
    schema: numbered,
    defaultValues,
    submit: useWrite(save),
    toInput: ({ count }) => ({ name: String(count), traits: [] }),
  });

  const submit = useWrite(save);
  useResilientForm({
    ...{ schema: sheet, defaultValues, submit },
    // @ts-expect-error no such field can be left out of a draft
    draft: keepDraft({ key: 'sheet', version: 1, exclude: ['nme'] }),
  });
  useResilientForm({
    ...{ schema: sheet, defaultValues, submit },
    draft: keepDraft({ key: 'sheet', version: 2, migrate: () => ({ name: 'Ada', traits: [] }) }),
    aliases: { 'user.first_name': 'name', character: '', 'traits.0': 'traits.0.text' },
  });
  useResilientForm({
    ...{ schema: sheet, defaultValues, submit },
    // @ts-expect-error a migration makes values of this form
    draft: keepDraft({ key: 'sheet', version: 2, migrate: () => ({ nme: 'Ada' }) }),
  });
  useResilientForm({
    ...{ schema: sheet, defaultValues, submit },
    // @ts-expect-error an alias names a field of this form
    aliases: { 'user.first_name': 'firstName' },
  });
  // @ts-expect-error an operation alone sends nothing
  useResilientForm({ schema: sheet, defaultValues, submit: save });

  const own = useResilientForm({
    schema: sheet,
    defaultValues,
    submit: useSubmit(async ({ name }: Sheet, { key, signal }) => {
      key satisfies string;
      signal satisfies AbortSignal;
      return name.length;
    }),
    onOutcome(outcome) {
      // @ts-expect-error a function of the app's own is never queued
      return outcome.kind === 'queued';
    },
  });
  own.state satisfies OperationState<number>;
  void (own.submit() satisfies Promise<void>);
  own.retryAt satisfies number | undefined;

  const wizard = useWizard(sheetWizard, { form });
  wizard.step satisfies 'identity' | 'traits';
  void wizard.goTo('traits');
  // @ts-expect-error no such step
  void wizard.goTo('review');
  // @ts-expect-error a wizard over other values
  useWizard(otherWizard, { form });
}

const sheetWizard = defineWizard(sheet, [
  step('identity', { label: 'Identity', fields: ['name'] }),
  step('traits', { label: 'Traits', fields: ['traits'] }),
]);
declare const other: StandardSchema<{ readonly age: number }>;
const otherWizard = defineWizard(other, [step('age', { fields: ['age'] })]);
