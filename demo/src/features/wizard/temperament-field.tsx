import type { ReactElement } from 'react';
import { useController } from 'react-hook-form';
import { FieldError } from 'react-aria-components/FieldError';
import { Label } from 'react-aria-components/Label';
import { Radio, RadioGroup } from 'react-aria-components/RadioGroup';
import { temperaments } from '../../../contract/character.ts';
import { Glyph } from '../../look/glyph.tsx';
import { temperamentWords } from './sheet-values.ts';
import type { SheetForm } from './use-sheet-form.ts';

export function TemperamentField({ form }: { readonly form: SheetForm }): ReactElement {
  const { field, fieldState } = useController({ control: form.control, name: 'temperament' });
  return (
    <RadioGroup
      className="field"
      name={field.name}
      // With any value, even an empty one, the keyboard stops only at the radio that has it.
      value={field.value || null}
      onChange={field.onChange}
      onBlur={field.onBlur}
      isInvalid={fieldState.invalid}
      validationBehavior="aria"
    >
      <Label className="legend">Temperament</Label>
      <div
        className="choices"
        ref={(group) => {
          field.ref(group && { focus: () => group.querySelector('input')?.focus() });
        }}
      >
        {temperaments.map((temperament) => (
          <Radio key={temperament} className="choice" value={temperament}>
            {temperamentWords[temperament]}
          </Radio>
        ))}
      </div>
      <FieldError className="field-issue">
        <Glyph tone="failed" />
        <span>{fieldState.error?.message}</span>
      </FieldError>
    </RadioGroup>
  );
}
