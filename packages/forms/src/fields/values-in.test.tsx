import { endResilient, renderResilient } from '@holdfast/testing/react';
import { fireEvent, screen } from '@testing-library/react';
import type { ReactElement } from 'react';
import { useForm, useWatch } from 'react-hook-form';
import { afterEach, expect, it } from 'vitest';
import { ChoiceField } from './choice-field.tsx';
import { SliderField } from './slider-field.tsx';
import { TagsField } from './tags-field.tsx';
import { TextField } from './text-field.tsx';

afterEach(endResilient);

interface Sheet {
  readonly name: string;
  readonly mood: string;
  readonly age: number;
  readonly traits: readonly string[];
  readonly next: string;
}

function Page({ odd }: { readonly odd: unknown }): ReactElement {
  const values = { name: odd, mood: odd, age: odd, traits: odd, next: odd };
  const { control } = useForm<Sheet>({ defaultValues: values as object });
  const now = useWatch({ control });
  return (
    <>
      <TextField control={control} name="name" label="Name" most={20} />
      <ChoiceField {...{ control, name: 'mood', label: 'Mood' }} choices={CHOICES} />
      <SliderField
        {...{ control, name: 'age', label: 'Age', least: 1, most: 99 }}
        inWords={(age) => age.toFixed(0)}
      />
      <TagsField
        {...{ control, name: 'traits', typing: 'next' }}
        label="Trait"
        listLabel="Traits"
      />
      <p data-testid="values">{JSON.stringify([now.name, now.mood, now.age, now.traits])}</p>
    </>
  );
}
const CHOICES = [{ value: 'calm', label: 'Calm' }];

it.each([null, undefined, 7, Number.NaN, true, {}, { name: 'Ada' }, [5, null], new Date(0)])(
  'a value of another version of the form (%o) breaks no field, and the user can go on',
  (odd) => {
    renderResilient(<Page odd={odd} />);
    fireEvent.change(screen.getByLabelText('Name'), { target: { value: 'Ada' } });
    fireEvent.click(screen.getByLabelText('Calm'));
    fireEvent.change(screen.getByLabelText('Age'), { target: { value: '30' } });
    fireEvent.change(screen.getByLabelText('Trait'), { target: { value: 'kind' } });
    fireEvent.click(screen.getByText('Add'));
    const mood = Array.isArray(odd) ? [...(odd as readonly unknown[]), 'calm'] : 'calm';
    expect(screen.getByTestId('values').textContent).toBe(
      JSON.stringify(['Ada', mood, 30, ['kind']]),
    );
  },
);
