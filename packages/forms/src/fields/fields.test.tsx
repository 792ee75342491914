import type { MessageOverrides } from '@holdfast/core/messages';
import { en } from '@holdfast/core/messages/en';
import { de } from '@holdfast/core/messages/de';
import { endResilient, renderResilient } from '@holdfast/testing/react';
import { fireEvent, screen, waitFor } from '@testing-library/react';
import { userEvent, type UserEvent } from '@testing-library/user-event';
import axe from 'axe-core';
import { useEffect, type ReactElement } from 'react';
import { useForm, type UseFormReturn } from 'react-hook-form';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ChoiceField } from './choice-field.tsx';
import { SliderField } from './slider-field.tsx';
import { TagsField } from './tags-field.tsx';
import { TextField } from './text-field.tsx';

afterEach(endResilient);

const empty = {
  ...{ name: '', story: '', mood: '', gifts: [] as string[], face: '', age: 30 },
  ...{ traits: [] as string[], nextTrait: '' },
};
type Sheet = typeof empty;
let form: UseFormReturn<Sheet>;
let user: UserEvent;
beforeEach(() => {
  user = userEvent.setup();
});

function Page({ values }: { readonly values: Partial<Sheet> }): ReactElement {
  const used = useForm<Sheet>({ defaultValues: { ...empty, ...values } });
  useEffect(() => {
    form = used;
  });
  const { control } = used;
  const choices = [
    { value: 'calm', label: 'Calm' },
    { value: 'wild', label: 'Wild', hint: 'Never still.' },
  ];
  const faces = choices.map((each) => ({ ...each, image: `/${each.value}.png` }));
  return (
    <main>
      <TextField control={control} name="name" label="Name" hint="As others say it." most={5} />
      <TextField control={control} name="story" label="Story" lines="many" most={8} />
      <ChoiceField control={control} name="mood" label="Mood" hint="Pick one." choices={choices} />
      <ChoiceField control={control} name="gifts" label="Gifts" choices={choices} />
      <ChoiceField control={control} name="face" label="Face" choices={faces} />
      <SliderField
        {...{ control, name: 'age', label: 'Age', least: 1, most: 99 }}
        inWords={(age) => `${age} years`}
      />
      <TagsField
        {...{ control, name: 'traits', typing: 'nextTrait', label: 'Trait', listLabel: 'Traits' }}
        {...{ most: 2, mostEach: 4, hint: 'One at a time.' }}
      />
    </main>
  );
}
const open = (values: Partial<Sheet> = {}, language?: MessageOverrides): void => {
  renderResilient(<Page values={values} />, { ...(language && { messages: language }) });
};
const field = (label: string): HTMLInputElement => screen.getByLabelText(label);
const radio = (name: string, value: string) => (): Element =>
  document.querySelector(`[name=${name}][value=${value}]`) as Element;
const add = (): HTMLElement => screen.getByRole('button', { name: 'Add' });
/** The text that a screen reader adds to an element. */
const description = (element: Element): string =>
  (element.getAttribute('aria-describedby') ?? '')
    .split(' ')
    .map((id) => document.getElementById(id)?.textContent)
    .filter(Boolean)
    .join(' | ');
/** The texts in the regions that screen readers announce. */
const announced = (): string =>
  screen
    .getAllByRole('status')
    .map(({ textContent }) => textContent)
    .filter(Boolean)
    .join(' | ');
const refuse = (names: readonly (keyof Sheet)[]): Promise<unknown> => {
  for (const name of names) form.setError(name, { type: 'x', message: `${name} is wrong` });
  return screen.findByText(`${names.at(-1)} is wrong`);
};
const focusOf = async (name: keyof Sheet, element: () => Element): Promise<void> => {
  form.setFocus(name);
  await waitFor(() => expect(document.activeElement).toBe(element()));
};
const expectAccessible = async (): Promise<void> => {
  const { violations } = await axe.run(document.body, {
    // jsdom has no layout, so it has no colours to compare.
    rules: { 'color-contrast': { enabled: false }, region: { enabled: false } },
  });
  expect(violations.map(({ id, nodes }) => [id, ...nodes.map(({ html }) => html)])).toEqual([]);
};

describe('the fields', () => {
  it('are accessible when they are empty', async () => {
    open();
    await expectAccessible();
  });

  it('are accessible when they are filled in, too long and refused', async () => {
    open({
      ...{ name: 'Marion', mood: 'wild', gifts: ['calm', 'wild'], face: 'calm' },
      ...{ traits: ['kind', 'late'], nextTrait: 'patient' },
    });
    await refuse(['name', 'story', 'mood', 'gifts', 'face', 'age', 'traits']);
    await expectAccessible();
  });

  it('tie label, hint, count and issue to their input', async () => {
    open({ name: 'Mara' });
    expect(description(field('Name'))).toBe('As others say it. | 4 of 5 characters');
    expect(field('Name').getAttribute('aria-invalid')).toBe('false');
    await refuse(['name', 'mood', 'age', 'traits']);
    expect(description(field('Name'))).toBe(
      'name is wrong | As others say it. | 4 of 5 characters',
    );
    const mood = screen.getByRole('radiogroup', { name: 'Mood' });
    expect(description(mood)).toBe('mood is wrong | Pick one.');
    for (const input of [field('Name'), mood, field('Age'), field('Trait')]) {
      expect(input.getAttribute('aria-invalid')).toBe('true');
    }
    expect(description(field('Trait'))).toBe('traits is wrong | One at a time.');
  });

  it('take the focus when the form asks for it', async () => {
    open({ mood: 'wild' });
    await focusOf('name', () => field('Name'));
    await focusOf('mood', radio('mood', 'wild'));
    await focusOf('face', radio('face', 'calm'));
    await focusOf('traits', () => field('Trait'));
    await focusOf('age', () => field('Age'));
  });

  it('let text run in its own direction', () => {
    open({ traits: ['שלום'] });
    for (const label of ['Name', 'Story', 'Trait']) expect(field(label).dir).toBe('auto');
    expect(screen.getByText('שלום').tagName).toBe('BDI');
  });

  it('speak the language of the provider', async () => {
    open({ name: 'Mario', traits: ['kind'] }, de);
    expect(screen.getByText('5 von 5 Zeichen')).toBeTruthy();
    expect(screen.getByRole('button', { name: 'kind entfernen' })).toBeTruthy();
  });
});

describe('a text field', () => {
  it('says while the user types that the text is too long, once, and keeps all of it', async () => {
    open();
    await user.type(field('Name'), 'Mar');
    expect(screen.queryByText(/of 5 characters/)).toBeNull();
    await user.type(field('Name'), 'io');
    expect(screen.getByText('5 of 5 characters')).toBeTruthy();
    expect(announced()).toBe('');
    await user.type(field('Name'), 'ns');
    expect(form.getValues('name')).toBe('Marions');
    expect(screen.getByText('2 characters too many: 7 of 5')).toBeTruthy();
    expect(announced()).toBe('This is too long. At most 5 characters can be kept.');
    expect(field('Name').getAttribute('aria-invalid')).toBe('true');
    await user.keyboard('{Backspace}{Backspace}');
    expect(announced()).toBe('');
    expect(field('Name').getAttribute('aria-invalid')).toBe('false');
  });

  it('counts an emoji of several parts as one character', () => {
    open({ name: '👨‍👩‍👧‍👦e\u0301👨‍👩‍👧‍👦e\u0301' });
    expect(description(field('Name'))).toContain('4 of 5 characters');
  });

  it('changes nothing while the user types, and names the removed characters when the user leaves', async () => {
    open();
    const typed = 'Ma\u200Bra\u202E';
    for (let end = 1; end <= typed.length; end += 1) {
      fireEvent.change(field('Name'), { target: { value: typed.slice(0, end) } });
    }
    expect(form.getValues('name')).toBe(typed);
    expect(announced()).not.toContain('left out');
    fireEvent.blur(field('Name'));
    expect(form.getValues('name')).toBe('Mara');
    expect(announced()).toBe(
      'Characters that cannot be seen were left out: 1. Marks that turn the direction of the text were left out: 1.',
    );
    fireEvent.change(field('Name'), { target: { value: 'Maras' } });
    expect(announced()).toBe('');
  });

  it('leaves a word alone that a keyboard is still composing, and tidies it when the user leaves', () => {
    open();
    const composed = 'に\u200Bほ';
    fireEvent.compositionStart(field('Name'));
    fireEvent.input(field('Name'), { target: { value: composed }, isComposing: true });
    expect(form.getValues('name')).toBe(composed);
    fireEvent.compositionEnd(field('Name'));
    fireEvent.blur(field('Name'));
    expect(form.getValues('name')).toBe('にほ');
  });

  it('names the characters removed from a pasted text at once, so that nothing moves when the user leaves', () => {
    open();
    fireEvent.change(field('Name'), { target: { value: 'Ma\u200Bra' } });
    expect(form.getValues('name')).toBe('Mara');
    expect(announced()).toBe('Characters that cannot be seen were left out: 1.');
    fireEvent.blur(field('Name'));
    expect(announced()).toBe('Characters that cannot be seen were left out: 1.');
    fireEvent.change(field('Name'), { target: { value: 'Mara and ' } });
    expect(form.getValues('name')).toBe('Mara and ');
  });

  it('does not take away a text that cannot be seen, and says so', () => {
    open();
    fireEvent.change(field('Name'), { target: { value: '\u200B\u200B' } });
    fireEvent.blur(field('Name'));
    expect(form.getValues('name')).toBe('\u200B\u200B');
    expect(announced()).toBe('Nothing here can be seen.');
  });

  it('keeps the lines of a long text', () => {
    open();
    fireEvent.change(field('Story'), { target: { value: 'one\ntwo' } });
    fireEvent.blur(field('Story'));
    expect(form.getValues('story')).toBe('one\ntwo');
    expect(announced()).toBe('');
  });
});

describe('a choice', () => {
  it('of one is made by keyboard and by pointer', async () => {
    open();
    await user.click(radio('mood', 'wild')());
    expect(form.getValues('mood')).toBe('wild');
    await user.keyboard('{ArrowUp}');
    expect(form.getValues('mood')).toBe('calm');
  });

  it('of several adds and takes away with the space bar', async () => {
    open();
    const [calm, wild] = screen.getAllByRole('checkbox') as [HTMLElement, HTMLElement];
    calm.focus();
    await user.keyboard(' ');
    wild.focus();
    await user.keyboard(' ');
    expect(form.getValues('gifts')).toEqual(['calm', 'wild']);
    calm.focus();
    await user.keyboard(' ');
    expect(form.getValues('gifts')).toEqual(['wild']);
  });

  it('with pictures says everything in words, also when a picture does not load', () => {
    open();
    const [first] = screen.getAllByRole('presentation') as [HTMLElement];
    fireEvent.error(first);
    expect(screen.getByText('The picture did not load.')).toBeTruthy();
    expect(screen.getAllByRole('radio', { name: /Calm/ })).toHaveLength(2);
  });
});

describe('a slider', () => {
  it('says its value in words', () => {
    open();
    fireEvent.change(field('Age'), { target: { value: '31' } });
    expect(form.getValues('age')).toBe(31);
    expect(field('Age').getAttribute('aria-valuetext')).toBe('31 years');
    expect(screen.getByText('31 years')).toBeTruthy();
  });
});

describe('tags', () => {
  it('are added with Enter or with the button, one by one, and announced', async () => {
    open();
    await user.type(field('Trait'), 'kind{Enter}');
    expect(form.getValues()).toMatchObject({ traits: ['kind'], nextTrait: '' });
    expect(announced()).toBe('kind added.');
    expect(document.activeElement).toBe(field('Trait'));
    await user.type(field('Trait'), 'late');
    await user.click(add());
    expect(form.getValues('traits')).toEqual(['kind', 'late']);
    expect(document.activeElement).toBe(field('Trait'));
  });

  it('are removed with a button of their own, and the focus goes back to the field', async () => {
    open({ traits: ['kind', 'late'] });
    await user.click(screen.getByRole('button', { name: 'Remove kind' }));
    expect(form.getValues('traits')).toEqual(['late']);
    expect(announced()).toBe('kind removed.');
    expect(document.activeElement).toBe(field('Trait'));
  });

  it.each([
    ['that is there already', ['kind'], 'Kind', 'Kind is there already.'],
    ['that is too long', [], 'patient', 'This is too long. At most 4 characters each.'],
    ['that is one too many', ['kind', 'late'], 'calm', 'At most 2. Remove one to add another.'],
  ])('say of one %s why it cannot be added, before it is', async (_, traits, typed, sentence) => {
    open({ traits });
    await user.type(field('Trait'), typed);
    expect(announced()).toBe(sentence);
    expect(add().getAttribute('aria-disabled')).toBe('true');
    await user.keyboard('{Enter}');
    await user.click(add());
    expect(form.getValues()).toMatchObject({ traits, nextTrait: typed });
    expect(document.activeElement).toBe(field('Trait'));
  });

  it('that are there twice can be removed one by one', async () => {
    open({ traits: ['kind', 'kind', 'late'] });
    const [, second = document.body] = screen.getAllByRole('button', { name: 'Remove kind' });
    await user.click(second);
    expect(form.getValues('traits')).toEqual(['kind', 'late']);
  });

  it('are added only when the user has typed a text', async () => {
    open();
    await user.click(add());
    expect(announced()).toBe('Type something first.');
    expect(form.getValues('traits')).toEqual([]);
  });

  it('are added sanitised', () => {
    open();
    fireEvent.change(field('Trait'), { target: { value: ' ki\u200Bnd ' } });
    fireEvent.keyDown(field('Trait'), { key: 'Enter' });
    expect(form.getValues('traits')).toEqual(['kind']);
  });
});

it('has a sentence for every word in both languages', () => {
  expect(Object.keys(de.fields).toSorted()).toEqual(Object.keys(en.fields).toSorted());
});
