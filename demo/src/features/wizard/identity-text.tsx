'use client';
import type { ReactElement } from 'react';
import { useWatch } from 'react-hook-form';
import { cleanLine } from '../../../contract/text.ts';
import type { SheetForm } from './use-sheet-form.ts';

/** The top of the sheet as it will be saved and read. */
export function IdentityText({
  form,
}: {
  readonly form: Pick<SheetForm, 'control'>;
}): ReactElement {
  const [name, role] = useWatch({ control: form.control, name: ['name', 'role'] });
  return (
    <div className="stack">
      <p className="sheet-name" dir="auto">
        {cleanLine(name) || <span className="blank-line" />}
      </p>
      <p className="story" dir="auto">
        {cleanLine(role) || <span className="blank-line" />}
      </p>
    </div>
  );
}
