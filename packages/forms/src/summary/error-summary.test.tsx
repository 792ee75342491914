import { Failure, type StandardSchema } from '@holdfast/core';
import { REQUEST_INVALID } from '@holdfast/core/failures';
import { createWorld } from '@holdfast/testing';
import { endResilient, renderResilient, type ResilientView } from '@holdfast/testing/react';
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import axe from 'axe-core';
import { useState, type ReactElement } from 'react';
import { afterEach, describe, expect, it } from 'vitest';
import { useResilientForm } from '../use-resilient-form.ts';
import { useSubmit } from '../use-submit.ts';
import { ErrorSummary } from './error-summary.tsx';
import { errorsIn } from './errors-in.ts';

afterEach(endResilient);

interface Sheet {
  readonly name: string;
  readonly traits: readonly { readonly text: string }[];
  readonly role: string;
}
const schema: StandardSchema<Sheet> = {
  '~standard': {
    version: 1,
    vendor: 'test',
    validate(value) {
      const { name, traits, role } = value as Sheet;
      const issues = [
        ...(role === '' ? [{ path: ['role'], message: 'Write a role.' }] : []),
        ...traits.flatMap(({ text }, at) =>
          text === '' ? [{ path: ['traits', at, 'text'], message: 'Write a trait.' }] : [],
        ),
        ...(name === '' ? [{ path: ['name'], message: 'Write a name.' }] : []),
      ];
      return issues.length > 0 ? { issues } : { value: value as Sheet };
    },
  },
};

function SheetForm({ isWizard = false }: { readonly isWizard?: boolean }): ReactElement {
  const form = useResilientForm({
    schema,
    defaultValues: { name: '', traits: [{ text: '' }], role: 'poet' },
    shouldFocusError: false,
    submit: useSubmit(() => {
      const issues = [
        { pointer: '/name', message: 'The name is taken.' },
        { pointer: '', message: 'Not today.' },
      ];
      throw new Failure(REQUEST_INVALID, { details: { issues } });
    }),
  });
  const [step, setStep] = useState(isWizard ? 'review' : 'all');
  const { errors } = form.formState;
  const shows = (wanted: string): boolean => step === 'all' || step === wanted;
  return (
    <main>
      <h1>A sheet</h1>
      <ErrorSummary
        form={form}
        hasTitlePrefix
        {...(isWizard && {
          onOpen: (path: string) => setStep(path.startsWith('traits') ? 'traits' : 'name'),
        })}
      />
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void form.submit();
        }}
      >
        {shows('name') && (
          <label>
            Name <input aria-describedby="name-error" {...form.register('name')} />
          </label>
        )}
        <p id="name-error">{errors.name?.message}</p>
        {shows('traits') && (
          <label>
            Trait <input {...form.register('traits.0.text')} />
          </label>
        )}
        {shows('role') && (
          <label>
            Role <input {...form.register('role')} />
          </label>
        )}
        <button>Save</button>
      </form>
    </main>
  );
}

const open = async (isWizard = false): Promise<ResilientView> => {
  document.title = 'A sheet';
  document.documentElement.lang = 'en';
  const view = renderResilient(<SheetForm isWizard={isWizard} />, { world: createWorld() });
  await view.advance(0);
  return view;
};
const save = async ({ advance }: ResilientView): Promise<void> => {
  fireEvent.click(screen.getByText('Save'));
  await advance(0);
};
const type = async ({ advance }: ResilientView, label: string, value: string): Promise<void> => {
  fireEvent.change(screen.getByLabelText(label), { target: { value } });
  await advance(0);
};
const summary = (): HTMLElement => screen.getByRole('group', { name: 'There is a problem' });
const violations = async (): Promise<readonly string[]> =>
  (
    await axe.run(document.body, { rules: { 'color-contrast': { enabled: false } } })
  ).violations.map(({ id }) => id);

describe('the summary of a form', () => {
  it('is silent before the form is sent, and its live region is there', async () => {
    await open();
    expect(screen.getByRole('alert').textContent).toBe('');
    expect(screen.queryByRole('heading', { level: 2 })).toBeNull();
    expect(document.title).toBe('A sheet');
    expect(await violations()).toEqual([]);
  });

  it('takes the focus, lists each mistake in the words at its field and in the order of the fields', async () => {
    const view = await open();
    await save(view);
    await waitFor(() => expect(document.activeElement).toBe(summary()));
    const links = within(summary()).getAllByRole('link');
    expect(links.map(({ textContent }) => textContent)).toEqual([
      'Write a name.',
      'Write a trait.',
    ]);
    expect(document.querySelector('#name-error')?.textContent).toBe('Write a name.');
    expect(document.title).toBe('Error: A sheet');
    expect(await violations()).toEqual([]);
  });

  it('leads to each field, and a mistake leaves the list when it is mended', async () => {
    const view = await open();
    await save(view);
    fireEvent.click(screen.getByRole('link', { name: 'Write a trait.' }));
    await waitFor(() => expect(document.activeElement).toBe(screen.getByLabelText('Trait')));
    await type(view, 'Trait', 'brave');
    expect(screen.queryByRole('link', { name: 'Write a trait.' })).toBeNull();
    await type(view, 'Name', 'Ada');
    expect(screen.getByRole('alert').textContent).toBe('');
    expect(document.title).toBe('A sheet');
  });

  it('lists what the server found, with a link where it belongs to a field', async () => {
    const view = await open();
    await type(view, 'Name', 'Ada');
    await type(view, 'Trait', 'brave');
    await save(view);
    await waitFor(() => expect(document.activeElement).toBe(summary()));
    expect(
      within(summary())
        .getAllByRole('listitem')
        .map(({ textContent }) => textContent),
    ).toEqual(['The name is taken.', 'Not today.']);
    expect(within(summary()).getAllByRole('link')).toHaveLength(1);
    expect(await violations()).toEqual([]);
  });

  it('opens the step of a wizard before it leads to a field there', async () => {
    const view = await open(true);
    await save(view);
    fireEvent.click(screen.getByRole('link', { name: 'Write a trait.' }));
    await waitFor(() => expect(document.activeElement).toBe(screen.getByLabelText('Trait')));
  });
});

it('mistakes in a list, in its items and in a field called `type` each have one line', () => {
  const errors = {
    root: { type: 'schema', message: 'As a whole.' },
    type: { type: 'schema', message: 'No such type.' },
    list: Object.assign([undefined, { name: { type: 'schema', message: 'Rude.' } }], {
      root: { type: 'schema', message: 'Too long.' },
    }),
    town: {
      ...{ type: 'server', message: 'Unknown.' },
      street: { type: 'schema', message: 'No street.' },
    },
    silent: { type: 'schema', message: '' },
  };
  expect(errorsIn(errors, ['list.0.name', 'list.1.name', 'type'])).toEqual([
    { path: 'list', message: 'Too long.' },
    { path: 'list.1.name', message: 'Rude.' },
    { path: 'type', message: 'No such type.' },
    { path: '', message: 'As a whole.' },
    { path: 'town', message: 'Unknown.' },
    { path: 'town.street', message: 'No street.' },
  ]);
});
