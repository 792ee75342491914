'use client';
import { useId, type ReactElement, type ReactNode } from 'react';
import {
  useController,
  type Control,
  type FieldPathByValue,
  type FieldValues,
} from 'react-hook-form';

interface PictureChoiceProps<TValues extends FieldValues> {
  readonly control: Control<TValues>;
  readonly name: FieldPathByValue<TValues, string>;
  readonly label: string;
  readonly choices: readonly {
    readonly value: string;
    readonly label: string;
    /** Decoration. The label says the same. */
    readonly picture: ReactNode;
  }[];
}

/** A choice by eye: one picture for each value, with its name below. By keyboard it is one group of radio buttons. */
export function PictureChoice<TValues extends FieldValues>({
  control,
  name,
  label,
  choices,
}: PictureChoiceProps<TValues>): ReactElement {
  const { field } = useController({ control, name });
  const labelId = useId();
  return (
    <fieldset className="hf-field" role="radiogroup" aria-labelledby={labelId}>
      <legend id={labelId} className="hf-label">
        {label}
      </legend>
      <div className="picture-choices">
        {choices.map(({ value, label: words, picture }, index) => (
          <label key={value} className="picture-choice">
            <input
              type="radio"
              name={field.name}
              value={value}
              checked={field.value === value}
              onChange={() => field.onChange(value)}
              onBlur={field.onBlur}
              ref={index === 0 ? field.ref : undefined}
            />
            {picture}
            <span>{words}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
