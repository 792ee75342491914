import type { ReactElement } from 'react';
import { FormField } from '../../form/form-field.tsx';
import type { SheetForm } from './use-sheet-form.ts';

export function IdentityFields({ form }: { readonly form: SheetForm }): ReactElement {
  return (
    <>
      <FormField control={form.control} name="name" label="Name" isManuscript />
      <FormField
        control={form.control}
        name="role"
        label="Role"
        hint="In a few words: who are they in your story?"
        isManuscript
      />
    </>
  );
}
