'use client';
import { fieldWords } from '@holdfast/core/messages';
import { requireOptions } from '@holdfast/core/parts';
import { useWords } from '@holdfast/react';
import { useId, useState, type ReactElement } from 'react';
import {
  useController,
  type Control,
  type FieldPathByValue,
  type FieldValues,
} from 'react-hook-form';
import { describedBy, FieldHint, FieldNotes, idsOf, type FieldTexts } from './field-frame.tsx';
import { messageOf } from './message-of.ts';

export interface Choice {
  readonly value: string;
  readonly label: string;
  readonly hint?: string;
  /** The address of a picture beside the label. The label says everything, also when the picture does not load. */
  readonly image?: string;
}

export interface ChoiceFieldProps<TValues extends FieldValues> extends FieldTexts {
  readonly control: Control<TValues>;
  /** A text, or a list of texts of which the user may choose several. */
  readonly name: FieldPathByValue<TValues, string | readonly string[]>;
  readonly choices: readonly Choice[];
  readonly className?: string;
}

/** A choice of one, or of several when the value of the field is a list. */
export function ChoiceField<TValues extends FieldValues>(
  props: ChoiceFieldProps<TValues>,
): ReactElement {
  requireOptions<ChoiceFieldProps<FieldValues>>('ChoiceField', props as never, {
    control: 'an object',
    name: 'a text that is not empty',
    label: 'a text',
    hint: 'a text?',
    choices: 'a list',
    className: 'a text?',
  });

  const { control, name, label, hint, choices, className = '' } = props;
  const { field, fieldState } = useController({ control, name });
  const id = useId();
  const ids = idsOf(id);
  const issue = messageOf(fieldState.error);
  const value: string | readonly string[] = field.value;
  const isMany = Array.isArray(value);
  const isChosen = (one: string): boolean => (isMany ? value.includes(one) : value === one);
  // The keyboard stops at the chosen option, or at the first one when none is chosen.
  const first = choices.find((choice) => isChosen(choice.value)) ?? choices[0];
  const choose = (one: string): void => {
    if (!isMany) field.onChange(one);
    else if (isChosen(one)) field.onChange(value.filter((other) => other !== one));
    else field.onChange([...value, one]);
  };
  return (
    <fieldset
      className={`hf-field ${className}`}
      {...(!isMany && { role: 'radiogroup', 'aria-invalid': issue !== undefined })}
      aria-labelledby={ids.label}
      aria-describedby={describedBy(id, { hint, issue })}
      data-invalid={issue !== undefined || undefined}
    >
      <legend id={ids.label} className="hf-label">
        {label}
      </legend>
      {hint !== undefined && <FieldHint id={id}>{hint}</FieldHint>}
      <div className="hf-choices" data-pictures={choices.some(({ image }) => image) || undefined}>
        {choices.map((choice) => (
          <label key={choice.value} className="hf-choice">
            <input
              type={isMany ? 'checkbox' : 'radio'}
              name={field.name}
              value={choice.value}
              checked={isChosen(choice.value)}
              aria-invalid={isMany ? issue !== undefined : undefined}
              onChange={() => choose(choice.value)}
              onBlur={field.onBlur}
              ref={choice === first ? field.ref : undefined}
            />
            <Picture image={choice.image} />
            <span className="hf-choice-words">
              <span dir="auto">{choice.label}</span>
              {choice.hint !== undefined && <span className="hf-hint">{choice.hint}</span>}
            </span>
          </label>
        ))}
      </div>
      <FieldNotes id={id} issue={issue} said="" />
    </fieldset>
  );
}

function Picture({ image }: { readonly image: string | undefined }): ReactElement | null {
  const words = useWords('fields', fieldWords);
  const [broken, setBroken] = useState<string>();
  if (image === undefined) return null;
  return broken === image ? (
    <span className="hf-picture hf-hint">{words.noPicture}</span>
  ) : (
    // The label beside it names the picture.
    <img className="hf-picture" src={image} alt="" onError={() => setBroken(image)} />
  );
}
