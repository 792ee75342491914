'use client';
import { useId, type ReactElement } from 'react';
import {
  useController,
  type Control,
  type FieldPathByValue,
  type FieldValues,
} from 'react-hook-form';
import { Glyph } from '../../look/glyph.tsx';

interface SelectFieldProps<TValues extends FieldValues> {
  readonly control: Control<TValues>;
  readonly name: FieldPathByValue<TValues, string>;
  readonly label: string;
  readonly choices: readonly { readonly value: string; readonly label: string }[];
  /** Stands first, for nothing chosen. @default always something is chosen */
  readonly none?: string;
  readonly hasFocus?: boolean;
}

/** One of many. The browser's own list can be searched by typing, and suits a phone. */
export function SelectField<TValues extends FieldValues>(
  props: SelectFieldProps<TValues>,
): ReactElement {
  const { control, name, label, choices, none } = props;
  const { field, fieldState } = useController({ control, name });
  const id = useId();
  const issue = fieldState.error?.message;
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <select
        id={id}
        className="input"
        {...field}
        // oxlint-disable-next-line jsx-a11y/no-autofocus -- only where a press made the form appear
        autoFocus={props.hasFocus ?? false}
        aria-invalid={issue !== undefined}
        aria-describedby={issue === undefined ? undefined : `${id}-issue`}
      >
        {none !== undefined && <option value="">{none}</option>}
        {choices.map((choice) => (
          <option key={choice.value} value={choice.value}>
            {choice.label}
          </option>
        ))}
      </select>
      {issue !== undefined && (
        <span className="field-issue" id={`${id}-issue`}>
          <Glyph tone="failed" />
          <span>{issue}</span>
        </span>
      )}
    </div>
  );
}
