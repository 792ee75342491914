'use client';
import { ChoiceField, TextField } from '@holdfast/forms/fields';
import type { ReactElement } from 'react';
import type { Control } from 'react-hook-form';
import { CHAPTER_WORDS, lengths, tones } from '../../../contract/story.ts';
import { useCount } from '../../words/use-count.ts';
import { useMoney } from '../../words/use-money.ts';
import { useText } from '../../words/use-text.ts';
import { CastPicker } from './cast-picker.tsx';
import { priceOf } from './price.ts';
import type { StorySheet } from './story-sheet.ts';
import { words } from './words.ts';

/** The writer's description of a story: the same sheet for a new story and for a change. */
export function SheetFields({ control }: { readonly control: Control<StorySheet> }): ReactElement {
  const text = useText(words);
  const count = useCount();
  const money = useMoney();
  const lengthChoices = lengths.map((value) => ({
    value,
    label: text.lengths[value],
    hint: text.lengthHint(count(CHAPTER_WORDS[value]), money(priceOf(value))),
  }));
  return (
    <>
      <TextField
        {...{ control, name: 'title', label: text.title, most: 120 }}
        className="manuscript"
      />
      <CastPicker control={control} />
      <TextField
        {...{ control, name: 'setting', label: text.setting, hint: text.settingHint }}
        {...{ lines: 'many', most: 400 }}
        className="manuscript"
      />
      <ChoiceField
        {...{ control, name: 'tone', label: text.tone }}
        className="in-line"
        choices={tones.map((value) => ({ value, label: text.tones[value] }))}
      />
      <ChoiceField
        {...{ control, name: 'length', label: text.length }}
        className="in-line"
        choices={lengthChoices}
      />
    </>
  );
}
