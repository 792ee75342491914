'use client';
import { requireOptions } from '@holdfast/core/parts';
import { useId, type ReactElement } from 'react';
import {
  useController,
  type Control,
  type FieldPathByValue,
  type FieldValues,
} from 'react-hook-form';
import { describedBy, FieldHint, FieldNotes, type FieldTexts } from './field-frame.tsx';
import { messageOf } from './message-of.ts';
import { numberIn } from './values-in.ts';

export interface SliderFieldProps<TValues extends FieldValues> extends FieldTexts {
  readonly control: Control<TValues>;
  readonly name: FieldPathByValue<TValues, number>;
  readonly least: number;
  readonly most: number;
  /** @default 1 */
  readonly step?: number;
  /** The value in words, which is shown and read out. @default the number */
  readonly inWords?: (value: number) => string;
  readonly className?: string;
}

/** A number between two ends. */
export function SliderField<TValues extends FieldValues>(
  props: SliderFieldProps<TValues>,
): ReactElement {
  requireOptions<SliderFieldProps<FieldValues>>('SliderField', props as never, {
    control: 'an object',
    name: 'a text that is not empty',
    label: 'a text',
    hint: 'a text?',
    least: 'a finite number',
    most: 'a finite number',
    step: 'a finite number above 0?',
    inWords: 'a function?',
    className: 'a text?',
  });

  const {
    control,
    name,
    label,
    hint,
    least,
    most,
    step = 1,
    inWords = String,
    className = '',
  } = props;
  const { field, fieldState } = useController({ control, name });
  const id = useId();
  const issue = messageOf(fieldState.error);
  const value = numberIn(field.value) ?? least;
  return (
    <div className={`hf-field ${className}`} data-invalid={issue !== undefined || undefined}>
      <span className="hf-slider-head">
        <label className="hf-label" htmlFor={id}>
          {label}
        </label>
        {/* A screen reader reads it from the slider. */}
        <span aria-hidden="true" dir="auto">
          {inWords(value)}
        </span>
      </span>
      {hint !== undefined && <FieldHint id={id}>{hint}</FieldHint>}
      <input
        {...{ id, step, value, name: field.name, ref: field.ref, onBlur: field.onBlur }}
        className="hf-slider"
        type="range"
        min={least}
        max={most}
        aria-valuetext={inWords(value)}
        aria-invalid={issue !== undefined}
        aria-describedby={describedBy(id, { hint, issue })}
        onChange={({ target }) => field.onChange(target.valueAsNumber)}
      />
      <FieldNotes id={id} issue={issue} said="" />
    </div>
  );
}
