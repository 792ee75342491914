import { createCell, Failure, type StandardSchema } from '@holdfast/core';
import { REQUEST_INVALID } from '@holdfast/core/failures';
import { endResilient, renderResilient } from '@holdfast/testing/react';
import { act, fireEvent, screen } from '@testing-library/react';
import { useLayoutEffect, type ReactElement } from 'react';
import { useFieldArray, useForm } from 'react-hook-form';
import { afterEach, expect, it } from 'vitest';
import { ErrorSummary } from '../summary/error-summary.tsx';
import { useResilientForm } from '../use-resilient-form.ts';
import { useSubmit } from '../use-submit.ts';
import { placeIssues } from './server-issues-state.ts';
import { useServerIssues } from './use-server-issues.ts';

afterEach(endResilient);

interface Sheet {
  readonly name: string;
  readonly traits: { readonly text: string }[];
}
const schema: StandardSchema<Sheet> = {
  '~standard': { version: 1, vendor: 'test', validate: (value) => ({ value: value as Sheet }) },
};
const move = createCell<((from: number, to: number) => void) | undefined>(undefined);

function SheetForm({ pointers }: { readonly pointers: readonly string[] }): ReactElement {
  const form = useResilientForm({
    schema,
    defaultValues: { name: 'Ada', traits: [{ text: 'kind' }, { text: 'rude' }] },
    shouldFocusError: false,
    submit: useSubmit(() => {
      const issues = pointers.map((pointer, at) => ({ pointer, message: `${at}: ${pointer}` }));
      throw new Failure(REQUEST_INVALID, { details: { issues } });
    }),
  });
  const traits = useFieldArray({ control: form.control, name: 'traits' });
  useLayoutEffect(() => move.set(traits.move));
  return (
    <>
      <ErrorSummary form={form} />
      <input aria-label="Name" {...form.register('name')} />
      {traits.fields.map(({ id }, at) => (
        <input key={id} aria-label={`Trait ${at}`} {...form.register(`traits.${at}.text`)} />
      ))}
      <button onClick={() => void form.submit()}>Save</button>
    </>
  );
}

const listed = (): readonly (string | null)[] =>
  screen.queryAllByRole('listitem').map(({ textContent }) => textContent);

it.each([
  ['a list, and one of its items', ['/traits', '/traits/1/text'], ['/traits', '/traits/1/text']],
  ['an item, and then its list', ['/traits/1/text', '/traits'], ['/traits', '/traits/1/text']],
  ['one field twice', ['/name', '/name'], ['/name']],
])('a server that refuses %s has each field say why', async (_, pointers, expected) => {
  const { advance } = renderResilient(<SheetForm pointers={pointers} />);
  await advance(0);
  fireEvent.click(screen.getByText('Save'));
  await advance(0);
  const sentences = expected.map((pointer) => `${pointers.indexOf(pointer)}: ${pointer}`);
  expect(listed()).toEqual(sentences);
});

it('an issue on an item goes when the user changes the item, and the issue on its list does too', async () => {
  const { advance } = renderResilient(<SheetForm pointers={['/traits', '/traits/1/text']} />);
  await advance(0);
  fireEvent.click(screen.getByText('Save'));
  await advance(0);
  act(() => move.getSnapshot()?.(0, 1));
  await advance(0);
  expect(listed()).toEqual([]);
  act(() => move.getSnapshot()?.(0, 1));
  await advance(0);
  expect(listed()).toHaveLength(2);
  fireEvent.change(screen.getByLabelText('Trait 1'), { target: { value: 'wild' } });
  await advance(0);
  expect(listed()).toEqual([]);
});

const values = { name: 'Ada', town: 'Bath' };
const refuse = createCell<((pointer: string, message: string) => void) | undefined>(undefined);

function Address(): ReactElement {
  const form = useForm({ defaultValues: values });
  const { show } = useServerIssues(form);
  useLayoutEffect(() =>
    refuse.set((pointer, message) => void show(placeIssues([{ pointer, message }], values))),
  );
  const { name, town } = form.formState.errors;
  return (
    <>
      <input {...form.register('name')} />
      <input {...form.register('town')} />
      <output>{JSON.stringify([name?.message, town?.message])}</output>
    </>
  );
}

it('a later refusal takes the place of the one before, also on the same field', async () => {
  const { advance } = renderResilient(<Address />);
  const shown = async (pointer: string, message: string): Promise<unknown> => {
    act(() => refuse.getSnapshot()?.(pointer, message));
    await advance(0);
    return JSON.parse(screen.getByRole('status').textContent);
  };
  expect(await shown('/name', 'is taken')).toEqual(['is taken', null]);
  expect(await shown('/name', 'is too long')).toEqual(['is too long', null]);
  expect(await shown('/town', 'is unknown')).toEqual([null, 'is unknown']);
});
