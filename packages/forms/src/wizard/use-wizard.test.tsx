import { defineWrite, Failure, type StandardSchema } from '@holdfast/core';
import { catalogue } from '@holdfast/core/failures';
import { useWrite } from '@holdfast/react';
import { createWorld, problemAnswer } from '@holdfast/testing';
import { endResilient, renderResilient, type ResilientView } from '@holdfast/testing/react';
import { fireEvent, screen, waitFor } from '@testing-library/react';
import type { ReactElement } from 'react';
import type { FormState } from 'react-hook-form';
import { afterEach, describe, expect, it } from 'vitest';
import { keepDraft } from '../draft/keep-draft.ts';
import { useResilientForm } from '../use-resilient-form.ts';
import { defineWizard, step } from './define-wizard.ts';
import { useWizard } from './use-wizard.ts';

afterEach(endResilient);

const fields = ['name', 'role', 'trait'] as const;
type Sheet = Readonly<Record<(typeof fields)[number], string>>;
const schema: StandardSchema<Sheet> = {
  '~standard': {
    version: 1,
    vendor: 'test',
    validate: (value) => {
      const sheet = value as Sheet;
      const missing = fields.filter((field) => sheet[field] === '');
      return missing.length === 0
        ? { value: sheet }
        : { issues: missing.map((field) => ({ path: [field], message: `${field} is missing` })) };
    },
  },
};
const save = defineWrite('sheet.save', {
  input: schema,
  request: (json) => ({ method: 'PUT', path: 'sheet', json }),
});
const sheet = defineWizard(schema, [
  step('identity', { label: 'Identity', fields: ['name', 'role'] }),
  step('traits', { label: 'Traits', fields: ['trait'] }),
  step('review', { label: 'Review' }),
]);

function Sheet(): ReactElement {
  const form = useResilientForm({
    schema,
    defaultValues: { name: '', role: '', trait: '' },
    submit: useWrite(save),
    draft: keepDraft({ key: 'sheet', version: 1 }),
  });
  const wizard = useWizard(sheet, { form });
  const { fields: own = [] } = sheet.steps.find(({ id }) => id === wizard.step) ?? {};
  const shown = fields.filter((field) => own.includes(field));
  return (
    <>
      <h2 {...wizard.heading}>{wizard.step}</h2>
      {shown.map((field) => (
        <label key={field}>
          {field}
          <input {...form.register(field)} />
        </label>
      ))}
      <p data-testid="statuses">
        {wizard.steps.map((each) => (each.isCurrent ? `[${each.status}]` : each.status)).join(' ')}
      </p>
      <p data-testid="errors">{messagesIn(form.formState)}</p>
      <button type="button" onClick={() => void wizard.next()}>
        Next
      </button>
      <button type="button" onClick={wizard.back}>
        Back
      </button>
      <button type="button" onClick={() => void wizard.goTo('review')}>
        To the review
      </button>
      <button type="button" onClick={() => void form.submit()}>
        Save
      </button>
      <button type="button" onClick={() => void form.draft.discard()}>
        Start over
      </button>
    </>
  );
}

const messagesIn = ({ errors }: FormState<Sheet>): string =>
  fields.map((field) => errors[field]?.message).join();
const heading = (): HTMLElement => screen.getByRole('heading');
const statuses = (): string | null => screen.getByTestId('statuses').textContent;
const valueOf = (label: string): string => screen.getByLabelText<HTMLInputElement>(label).value;
const hasFocus = (find: () => HTMLElement): Promise<void> =>
  waitFor(() => expect(document.activeElement).toBe(find()));
const type = (label: string, value: string): void => {
  fireEvent.change(screen.getByLabelText(label), { target: { value } });
};

describe.each(['strict', 'plain'] as const)('a wizard, %s', (mode) => {
  const open = async (
    world = createWorld(),
  ): Promise<ResilientView & { press(name: string): Promise<void> }> => {
    const view = renderResilient(<Sheet />, { world, mode });
    await view.advance(0);
    return {
      ...view,
      async press(name) {
        fireEvent.click(screen.getByText(name));
        await view.advance(0);
      },
    };
  };
  const fill = async ({ press }: Awaited<ReturnType<typeof open>>): Promise<void> => {
    type('name', 'Ada');
    type('role', 'poet');
    await press('Next');
    type('trait', 'brave');
    await press('Next');
  };

  it('begins with its first step and takes no focus', async () => {
    await open();
    expect(heading().textContent).toBe('identity');
    expect(statuses()).toBe('[pristine] pristine pristine');
    expect(document.activeElement).toBe(document.body);
  });

  it('does not go on while its step has a wrong field, and focuses the first one', async () => {
    const { press } = await open();
    type('name', 'Ada');
    await press('Next');
    expect(heading().textContent).toBe('identity');
    await hasFocus(() => screen.getByLabelText('role'));
    expect(screen.getByTestId('errors').textContent).toBe(',role is missing,');
  });

  it('checks only its own step, goes on, and puts the focus on the new heading', async () => {
    const { press } = await open();
    type('name', 'Ada');
    type('role', 'poet');
    await press('Next');
    expect(heading().textContent).toBe('traits');
    await hasFocus(() => heading());
    expect(screen.getByTestId('errors').textContent).toBe(',,');
    expect(statuses()).toBe('valid [pristine] pristine');
  });

  it('goes back without a check, and keeps the typed values', async () => {
    const { press } = await open();
    type('name', 'Ada');
    type('role', 'poet');
    await press('Next');
    await press('Back');
    expect(heading().textContent).toBe('identity');
    expect(valueOf('name')).toBe('Ada');
    expect(statuses()).toBe('[valid] pristine pristine');
  });

  it('goes forward only to the first step with a wrong field', async () => {
    const { press } = await open();
    await press('To the review');
    expect(heading().textContent).toBe('identity');
    type('name', 'Ada');
    type('role', 'poet');
    await press('To the review');
    expect(heading().textContent).toBe('traits');
    type('trait', 'brave');
    await press('To the review');
    expect(heading().textContent).toBe('review');
    expect(statuses()).toBe('valid valid [pristine]');
  });

  it('is at the same step after a reload, with all typed values', async () => {
    const first = await open();
    await fill(first);
    await first.advance(400);
    first.unmount();
    const { press } = await open(first.world);
    expect(heading().textContent).toBe('review');
    expect(statuses()).toBe('valid valid [pristine]');
    await press('Back');
    expect(valueOf('trait')).toBe('brave');
  });

  it('begins anew when the draft is discarded', async () => {
    const view = await open();
    await fill(view);
    await view.press('Start over');
    expect(heading().textContent).toBe('identity');
    expect(valueOf('name')).toBe('');
  });

  it('goes to the step and the field that the server refuses', async () => {
    const view = await open();
    await fill(view);
    const issues = [{ pointer: '/trait', message: 'Not brave enough.' }];
    view.world.transport.answerWith(() =>
      problemAnswer(new Failure(catalogue.REQUEST_INVALID, { details: { issues } })),
    );
    await view.press('Save');
    await view.advance(0);
    expect(heading().textContent).toBe('traits');
    await hasFocus(() => screen.getByLabelText('trait'));
    expect(screen.getByTestId('errors').textContent).toBe(',,Not brave enough.');
    await view.press('Next');
    expect(heading().textContent).toBe('review');
    expect(statuses()).toBe('valid server-error [pristine]');
  });

  it('goes to the first wrong step when the user sends the form too early', async () => {
    const { press } = await open();
    type('name', 'Ada');
    type('role', 'poet');
    await press('Next');
    await press('Back');
    type('name', '');
    await press('Save');
    expect(heading().textContent).toBe('identity');
    await hasFocus(() => screen.getByLabelText('name'));
  });
});
