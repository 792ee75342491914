import type { ReactElement } from 'react';
import { FormField } from '../../form/form-field.tsx';
import { TemperamentField } from './temperament-field.tsx';
import { TraitsField } from './traits-field.tsx';
import type { SheetForm } from './use-sheet-form.ts';

export function TraitsFields({ form }: { readonly form: SheetForm }): ReactElement {
  return (
    <>
      <TemperamentField form={form} />
      <TraitsField form={form} />
      <FormField
        control={form.control}
        name="backstory"
        label="Backstory (if you have one already)"
        isLong
        isManuscript
      />
    </>
  );
}
