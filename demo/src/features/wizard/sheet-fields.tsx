'use client';
import { ChoiceField, SliderField, TagsField, TextField } from '@holdfast/forms/fields';
import type { ReactElement } from 'react';
import { useWatch } from 'react-hook-form';
import { temperaments } from '../../../contract/character.ts';
import { papers, silhouettes } from '../../../contract/portrait.ts';
import { PictureChoice } from '../../look/picture-choice.tsx';
import { useText } from '../../words/use-text.ts';
import { Silhouette } from './silhouette.tsx';
import { traitRules } from './sheet-values.ts';
import type { SheetForm } from './use-sheet-form.ts';
import { words } from './words.ts';

interface SheetFieldsProps {
  readonly form: Pick<SheetForm, 'control'>;
}

export function IdentityFields({ form: { control } }: SheetFieldsProps): ReactElement {
  const text = useText(words);
  return (
    <>
      <TextField
        {...{ control, name: 'name', label: text.name, most: 80 }}
        className="manuscript"
      />
      <TextField
        {...{ control, name: 'role', label: text.role, most: 120 }}
        hint={text.roleHint}
        className="manuscript"
      />
    </>
  );
}

export function TraitsFields({ form: { control } }: SheetFieldsProps): ReactElement {
  const text = useText(words);
  const paper = useWatch({ control, name: 'look.paper' });
  return (
    <>
      <ChoiceField
        {...{ control, name: 'temperament', label: text.temperament }}
        choices={temperaments.map((value) => ({ value, label: text.temperaments[value] }))}
      />
      <TagsField
        {...{ control, name: 'traits', typing: 'nextTrait', ...traitRules }}
        {...{ label: text.trait, listLabel: text.traits, addLabel: text.addTrait }}
        hint={text.traitHint}
      />
      <PictureChoice
        {...{ control, name: 'look.silhouette', label: text.silhouette }}
        choices={silhouettes.map((value) => ({
          value,
          label: text.silhouettes[value],
          picture: <Silhouette shape={value} paper={paper} />,
        }))}
      />
      <PictureChoice
        {...{ control, name: 'look.paper', label: text.paper }}
        choices={papers.map((value) => ({
          value,
          label: text.papers[value],
          picture: <span className="swatch" data-paper={value} />,
        }))}
      />
      <SliderField
        {...{ control, name: 'look.age', label: text.age, least: 0, most: 100, step: 5 }}
        inWords={(age) => text.ages[ageGroup(age)] ?? ''}
      />
    </>
  );
}

export const ageGroup = (age: number): number => Math.min(4, Math.floor(age / 20));
