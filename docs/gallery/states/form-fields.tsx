import {
  ChoiceField,
  SliderField,
  TagsField,
  TextField,
  type Choice,
} from '@holdfast/forms/fields';
import { useEffect, type ReactElement } from 'react';
import { useForm, type Control } from 'react-hook-form';
import type { GalleryComponent, GalleryState } from '../gallery-state.ts';
import { HEBREW, LONG, UNBROKEN } from './texts.ts';

const empty = {
  ...{ text: '', one: '', many: [] as string[], tags: [] as string[], typed: '', number: 40 },
};
type Values = typeof empty;

interface OneFieldProps {
  readonly values: Partial<Values>;
  readonly refused: keyof Values | undefined;
  readonly field: (control: Control<Values>) => ReactElement;
}

function OneField({ values, refused, field }: OneFieldProps): ReactElement {
  const { control, setError } = useForm<Values>({ defaultValues: { ...empty, ...values } });
  useEffect(() => {
    if (refused) setError(refused, { type: 'server', message: 'Another character has this one.' });
  }, [refused, setError]);
  return field(control);
}

const state = (
  name: string,
  field: OneFieldProps['field'],
  values: Partial<Values> = {},
  refused?: keyof Values,
): GalleryState => ({
  name,
  ui: () => <OneField {...{ values, refused, field }} />,
});

const text = (control: Control<Values>): ReactElement => (
  <TextField control={control} name="text" label="Name" hint="As others say it." most={20} />
);
const lines = (control: Control<Values>): ReactElement => (
  <TextField control={control} name="text" label="Backstory" lines="many" />
);

export const textField: GalleryComponent = {
  name: 'Text field',
  states: [
    state('Empty', text),
    state('Nearly full', text, { text: 'Mara of the lighthou' }),
    state('Too long: all of it stays', text, { text: 'Mara of the lighthouse' }),
    state('Refused by the server', text, { text: 'Mara' }, 'text'),
    state('Several lines', lines, { text: LONG }),
    state('From right to left', text, { text: HEBREW }),
  ],
};

const hearth =
  'data:image/svg+xml,<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path fill="%23a83e0b" d="M1 8h7L4.5 1z"/></svg>';
const moods: readonly Choice[] = [
  { value: 'calm', label: 'Calm' },
  { value: 'wild', label: 'Wild', hint: 'Never still for long.' },
  { value: 'long', label: UNBROKEN },
  { value: 'hebrew', label: HEBREW },
];
const pictures = moods.slice(0, 2).map((mood) => ({ ...mood, image: hearth }));
const one = (control: Control<Values>): ReactElement => (
  <ChoiceField control={control} name="one" label="Mood" hint="Pick one." choices={moods} />
);

export const choiceField: GalleryComponent = {
  name: 'Choice field',
  states: [
    state('One of several', one, { one: 'wild' }),
    state('Refused by the server', one, {}, 'one'),
    state(
      'Several',
      (control) => <ChoiceField control={control} name="many" label="Gifts" choices={moods} />,
      { many: ['calm', 'hebrew'] },
    ),
    state(
      'With pictures',
      (control) => <ChoiceField control={control} name="one" label="Face" choices={pictures} />,
      { one: 'calm' },
    ),
    state('A picture does not load', (control) => (
      <ChoiceField
        {...{ control, name: 'one', label: 'Face' }}
        choices={[{ value: 'calm', label: 'Calm', image: 'data:image/png,gone' }]}
      />
    )),
  ],
};

const tags = (control: Control<Values>): ReactElement => (
  <TagsField
    {...{ control, name: 'tags', typing: 'typed', label: 'Trait', listLabel: 'Traits' }}
    {...{ most: 4, mostEach: 12, hint: 'One at a time.' }}
  />
);

export const tagsField: GalleryComponent = {
  name: 'Tags field',
  states: [
    state('Empty', tags),
    state('Some', tags, { tags: ['patient', HEBREW] }),
    state('There already', tags, { tags: ['patient'], typed: 'patient' }),
    state('Too long to add', tags, { typed: 'more patient than most' }),
    state('Full', tags, { tags: ['patient', 'late', 'kind', UNBROKEN], typed: 'proud' }),
  ],
};

const slider = (control: Control<Values>): ReactElement => (
  <SliderField
    {...{ control, name: 'number', label: 'Age', least: 1, most: 99, hint: 'In years.' }}
    inWords={(age) => `${age} years`}
  />
);

export const sliderField: GalleryComponent = {
  name: 'Slider field',
  states: [state('A number', slider), state('Refused by the server', slider, {}, 'number')],
};
