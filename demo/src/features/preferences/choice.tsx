'use client';
import { useId, type ReactElement } from 'react';
import { usePicked } from '../../preferences/use-picked.ts';

interface ChoiceProps<TValue extends string> {
  readonly legend: string;
  readonly options: Readonly<Record<TValue, string>>;
  readonly chosen: TValue;
  readonly hint?: string;
  readonly onChoose: (value: TValue) => Promise<unknown>;
}

/** One preference: all its values in sight, and one of them chosen. */
export function Choice<TValue extends string>(props: ChoiceProps<TValue>): ReactElement {
  const { legend, options, chosen, hint, onChoose } = props;
  const id = useId();
  const [shown, pick] = usePicked(chosen, onChoose);
  const values = Object.keys(options) as TValue[];
  return (
    <fieldset className="choice" aria-describedby={hint === undefined ? undefined : `${id}-hint`}>
      <legend>{legend}</legend>
      <div className="choice-options">
        {values.map((value) => (
          <label key={value} className="choice-option">
            <input type="radio" name={id} checked={value === shown} onChange={() => pick(value)} />
            <span>{options[value]}</span>
          </label>
        ))}
      </div>
      {hint !== undefined && (
        <p className="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
    </fieldset>
  );
}
