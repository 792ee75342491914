'use client';
import { fieldWords } from '@holdfast/core/messages';
import { fillWords, requireOptions } from '@holdfast/core/parts';
import { useWords } from '@holdfast/react';
import { useId, useRef, useState, type KeyboardEvent, type ReactElement } from 'react';
import {
  useController,
  type Control,
  type FieldPathByValue,
  type FieldValues,
} from 'react-hook-form';
import { describedBy, FieldHint, FieldNotes, type FieldTexts } from './field-frame.tsx';
import { messageOf } from './message-of.ts';
import { checkTag, type TagRules } from './tag-rules.ts';
import { textIn, textsIn } from './values-in.ts';

export interface TagsFieldProps<TValues extends FieldValues> extends FieldTexts, TagRules {
  readonly control: Control<TValues>;
  readonly name: FieldPathByValue<TValues, readonly string[]>;
  /** The field that holds the text which is not added yet, so that the draft keeps it too. */
  readonly typing: FieldPathByValue<TValues, string>;
  /** The name of the list of tags. `label` names the field in which the user types one. */
  readonly listLabel: string;
  /** The text of the button. @default 'Add' */
  readonly addLabel?: string;
  readonly className?: string;
}

/**
 * A list of short texts, which the user adds one by one. The field says why a text cannot be added while the user
 * types it, so that nothing is added that is refused later.
 */
export function TagsField<TValues extends FieldValues>(
  props: TagsFieldProps<TValues>,
): ReactElement {
  requireOptions<TagsFieldProps<FieldValues>>('TagsField', props as never, {
    control: 'an object',
    name: 'a text that is not empty',
    label: 'a text',
    hint: 'a text?',
    typing: 'a text that is not empty',
    listLabel: 'a text',
    addLabel: 'a text?',
    most: 'a whole number from 0 on?',
    mostEach: 'a whole number from 0 on?',
    className: 'a text?',
  });

  const {
    control,
    name,
    typing,
    label,
    listLabel,
    addLabel,
    hint,
    most,
    mostEach,
    className = '',
  } = props;
  const { field, fieldState } = useController({ control, name });
  const { field: next, fieldState: nextState } = useController({ control, name: typing });
  const words = useWords('fields', fieldWords);
  const id = useId();
  const input = useRef<HTMLInputElement | null>(null);
  const [said, say] = useState('');
  const tags = textsIn(field.value);
  const typed = textIn(next.value);
  const { tag, problem } = checkTag(tags, typed, { most, mostEach });
  const isTold = problem !== undefined && typed !== '' && problem !== 'tagBlank';
  const limit = problem === 'tagLong' ? mostEach : most;
  const facts = { tag, most: `${limit}` };
  const issue = messageOf(fieldState.error) ?? messageOf(nextState.error);

  const change = (to: readonly string[], news: string): void => {
    field.onChange(to);
    say(news);
    input.current?.focus();
  };
  const add = (): void => {
    if (problem) {
      say(fillWords(words[problem], facts));
      input.current?.focus();
      return;
    }
    next.onChange('');
    change([...tags, tag], fillWords(words.tagAdded, { tag }));
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || typed.trim() === '' || event.nativeEvent.isComposing) return;
    // Enter in a form goes on. While the user types a tag, Enter only adds it.
    event.preventDefault();
    add();
  };
  return (
    <div className={`hf-field ${className}`} data-invalid={issue !== undefined || undefined}>
      <label className="hf-label" htmlFor={id}>
        {label}
      </label>
      {hint !== undefined && <FieldHint id={id}>{hint}</FieldHint>}
      <div className="hf-add">
        <input
          {...{ id, name: next.name, value: typed, onKeyDown, dir: 'auto', autoComplete: 'off' }}
          className="hf-input"
          enterKeyHint="done"
          aria-invalid={issue !== undefined || isTold}
          aria-describedby={describedBy(id, { hint, issue })}
          ref={(element) => {
            input.current = element;
            field.ref(element);
            next.ref(element);
          }}
          onChange={({ target }) => {
            say('');
            next.onChange(target.value);
          }}
          onBlur={() => {
            next.onBlur();
            field.onBlur();
          }}
        />
        <button
          type="button"
          className="hf-button"
          aria-disabled={problem !== undefined}
          onClick={add}
        >
          {addLabel ?? words.addTag}
        </button>
      </div>
      <FieldNotes
        {...{ id, issue }}
        said={isTold ? fillWords(words[problem], facts) : said}
        tone={isTold ? 'trouble' : 'news'}
      />
      {tags.length > 0 && (
        <ul className="hf-tags" aria-label={listLabel}>
          {tags.map((each, at) => (
            // A list that the form got from elsewhere may hold a tag twice.
            <li key={tags.indexOf(each) === at ? each : `${at} ${each}`} className="hf-tag">
              <bdi>{each}</bdi>
              <button
                type="button"
                className="hf-button"
                aria-label={fillWords(words.removeTag, { tag: each })}
                onClick={() =>
                  change(
                    tags.filter((_, index) => index !== at),
                    fillWords(words.tagRemoved, { tag: each }),
                  )
                }
              >
                <span aria-hidden="true">×</span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
