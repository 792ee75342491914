'use client';
import { fieldWords } from '@holdfast/core/messages';
import { fillWords, peek, requireOptions } from '@holdfast/core/parts';
import { useWords } from '@holdfast/react';
import { useEffect, useId, useState, type ChangeEvent, type ReactElement } from 'react';
import {
  get,
  useController,
  type Control,
  type FieldPathByValue,
  type FieldValues,
} from 'react-hook-form';
import { finishWith } from '../finish-fields.ts';
import { useLatest } from '../use-latest.ts';
import { useWhenReleased } from '../use-when-released.ts';
import { sanitise } from '../validation/sanitise.ts';
import { textLength } from '../validation/text-length.ts';
import { cleanedWords } from './cleaned-words.ts';
import { describedBy, FieldHint, FieldNotes, type FieldTexts } from './field-frame.tsx';
import { messageOf } from './message-of.ts';
import { textIn } from './values-in.ts';

export interface TextFieldProps<TValues extends FieldValues> extends FieldTexts {
  readonly control: Control<TValues>;
  readonly name: FieldPathByValue<TValues, string>;
  /** `'many'`: a field of several lines. @default 'one' */
  readonly lines?: 'one' | 'many';
  /**
   * The greatest number of characters. The field counts them when a fifth or less is left, and never cuts a text.
   * @default any number
   */
  readonly most?: number;
  /** @default 'text' */
  readonly type?: 'text' | 'email' | 'password' | 'search' | 'tel' | 'url';
  readonly autoComplete?: string;
  readonly className?: string;
}

/**
 * A field for a text. It sanitises what the user pastes at once, and what the user types when the user leaves it or
 * sends the form, and it says what it changed. It says that a text is too long while the user types, and keeps the whole text.
 */
export function TextField<TValues extends FieldValues>(
  props: TextFieldProps<TValues>,
): ReactElement {
  requireOptions<TextFieldProps<FieldValues>>('TextField', props as never, {
    control: 'an object',
    name: 'a text that is not empty',
    label: 'a text',
    hint: 'a text?',
    lines: 'one of one, many?',
    most: 'a whole number from 0 on?',
    type: 'one of text, email, password, search, tel, url?',
    autoComplete: 'a text?',
    className: 'a text?',
  });

  const {
    control,
    name,
    label,
    hint,
    lines = 'one',
    most,
    type = 'text',
    autoComplete = 'off',
    className = '',
  } = props;
  const { field, fieldState } = useController({ control, name });
  const words = useWords('fields', fieldWords);
  const whenReleased = useWhenReleased();
  const id = useId();
  const [cleaned, sayCleaned] = useState('');
  const value = textIn(field.value);
  const issue = messageOf(fieldState.error);
  const length = most === undefined ? 0 : textLength(value);
  const isOver = most !== undefined && length > most;
  const isHeard = isOver && issue === undefined;
  const isCounted = most !== undefined && length >= most * 0.8;
  const facts = { count: `${length}`, most: `${most}`, over: `${length - (most ?? 0)}` };

  /** Puts a text into the field without the characters that no user meant to type, and says which ones it removed. */
  const clean = (dirty: string, isLeaving: boolean): void => {
    const { text, changes, isBlank } = sanitise(dirty, { lines });
    // An invisible text is not taken away. The user sees why the field does not count as filled in.
    const said = isBlank ? words.blank : cleanedWords(words, changes);
    const isClean = type === 'password' || changes.length === 0 || (said === '' && !isLeaving);
    if (!isClean && said !== '') sayCleaned(said);
    if (!isLeaving || !(isClean || isBlank)) field.onChange(isClean || isBlank ? dirty : text);
  };
  const leave = useLatest(() => {
    clean(value, true);
    field.onBlur();
  });
  // The app may have set the value since the last render.
  const finish = useLatest(() => clean(textIn(get(control._formValues, name)), true));
  useEffect(() => finishWith(control, () => finish.current()), [control, finish]);
  const input = {
    ...{ id, name: field.name, ref: field.ref, value, autoComplete, dir: 'auto' },
    className: 'hf-input',
    'aria-invalid': issue !== undefined || isOver,
    'aria-describedby': describedBy(id, { hint, count: isCounted, issue }),
    onBlur: () => whenReleased(() => leave.current()),
    onChange({ target, nativeEvent }: ChangeEvent<HTMLInputElement | HTMLTextAreaElement>): void {
      sayCleaned('');
      // A keyboard that composes a word of several keys loses the word, or writes it twice, when its text is changed.
      const isWhole = peek(nativeEvent, 'isComposing') !== true;
      // A sentence that came only when the user leaves would move the button on which the pointer comes down.
      if (isWhole && target.value.length - value.length > 1) clean(target.value, false);
      else field.onChange(target.value);
    },
  };
  return (
    <div className={`hf-field ${className}`} data-invalid={input['aria-invalid'] || undefined}>
      <label className="hf-label" htmlFor={id}>
        {label}
      </label>
      {hint !== undefined && <FieldHint id={id}>{hint}</FieldHint>}
      {lines === 'many' ? <textarea {...input} /> : <input {...input} type={type} />}
      <FieldNotes
        {...{ id, issue, isOver }}
        count={isCounted ? fillWords(isOver ? words.over : words.count, facts) : undefined}
        // Without the count, so that it is announced once and not with each key.
        said={isHeard ? fillWords(words.tooLong, facts) : cleaned}
        tone={isHeard ? 'heard' : 'news'}
      />
    </div>
  );
}
