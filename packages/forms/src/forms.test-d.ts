import { defineWrite, type OperationState, type StandardSchema } from '@holdfast/core';
import { useResilientForm, useWizard } from '@holdfast/forms';

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
    operation: save,
    draft: { key: 'sheet', version: 1, exclude: ['name'] },
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
  if (form.draft.kind === 'conflict') form.draft.theirs satisfies Sheet;
  // @ts-expect-error there are no other values where there is no conflict
  form.draft.theirs satisfies Sheet;

  const fresh = useResilientForm({
    schema: sheet,
    defaultValues: () => defaultValues,
    operation: save,
    onOutcome(_outcome, _values, { hasNewer }) {
      hasNewer satisfies boolean;
    },
  });
  void (fresh.discardSent() satisfies Promise<boolean>);
  if (fresh.draft.kind === 'incomplete') fresh.draft.lost satisfies readonly string[];

  // @ts-expect-error default values must have the shape of the schema
  useResilientForm({ schema: sheet, defaultValues: { name: 1 }, operation: save });
  // @ts-expect-error what the schema gives is not what the write takes
  useResilientForm({ schema: numbered, defaultValues, operation: save });
  useResilientForm({
    schema: numbered,
    defaultValues,
    operation: save,
    toInput: ({ count }) => ({ name: String(count), traits: [] }),
  });

  const wizard = useWizard({
    steps: [
      { id: 'identity', label: 'Identity', fields: ['name'] },
      { id: 'traits', label: 'Traits', fields: ['traits'] },
    ],
    form,
  });
  wizard.step satisfies 'identity' | 'traits';
  void wizard.goTo('traits');
  // @ts-expect-error no such step
  void wizard.goTo('review');
  useWizard({
    // @ts-expect-error no such field
    steps: [{ id: 'identity', label: 'Identity', fields: ['nme'] }],
    form,
  });
}
