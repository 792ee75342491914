import { defineWrite, Failure, type StandardSchema } from '@holdfast/core';
import { catalogue } from '@holdfast/core/failures';
import { useWrite } from '@holdfast/react';
import { createWorld, problemAnswer } from '@holdfast/testing';
import { endResilient, renderResilient } from '@holdfast/testing/react';
import { act, fireEvent, screen, waitFor } from '@testing-library/react';
import type { ReactElement } from 'react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { keepDraft } from '../draft/keep-draft.ts';
import { useResilientForm } from '../use-resilient-form.ts';
import { defineWizard, step } from './define-wizard.ts';
import { stepsInHistory } from './steps-in-history.ts';
import { useWizard } from './use-wizard.ts';

beforeEach(() => history.pushState(null, ''));
afterEach(endResilient);

const fields = ['name', 'kind', 'verse', 'note'] as const;
type Sheet = Readonly<Record<(typeof fields)[number], string>>;
let isSchemaBroken = false;
const schema: StandardSchema<Sheet> = {
  '~standard': {
    version: 1,
    vendor: 'test',
    validate: (value) => {
      if (isSchemaBroken) throw new TypeError('on purpose');
      const sheet = value as Sheet;
      const needed = sheet.kind === 'poet' ? (['name', 'verse'] as const) : (['name'] as const);
      const issues = needed
        .filter((field) => sheet[field] === '')
        .map((field) => ({ path: [field], message: `${field} is missing` }));
      return issues.length === 0 ? { value: sheet } : { issues };
    },
  },
};
const save = defineWrite('sheet.save', {
  input: schema,
  request: (json) => ({ method: 'PUT', path: 'sheet', json }),
});
/** The server behind the guard, controlled by the test. */
let guard: (name: string) => string | undefined | Promise<string | undefined> = () => undefined;
const wizard = defineWizard(schema, [
  step('name', { fields: ['name', 'kind'], guard: ({ name }) => guard(name) }),
  step('verse', { fields: ['verse'], when: ({ kind }) => kind === 'poet' }),
  step('note', { fields: ['note'], need: 'optional' }),
  step('review'),
]);
const stepHistory = stepsInHistory();

function Page(): ReactElement {
  const form = useResilientForm({
    schema: wizard.schema,
    defaultValues: { name: '', kind: '', verse: '', note: '' },
    submit: useWrite(save),
    draft: keepDraft({ key: 'sheet', version: 1 }),
  });
  const { heading, steps, problem, ...all } = useWizard(wizard, { form, history: stepHistory });
  const own: readonly string[] = wizard.steps.find(({ id }) => id === all.step)?.fields ?? [];
  const buttons = {
    ...{ Back: all.back, Next: () => void all.next(), Skip: () => void all.skip() },
    ...{ Save: () => void form.submit() },
  };
  return (
    <>
      <h2 {...heading}>{all.step}</h2>
      {fields
        .filter((field) => own.includes(field))
        .map((field) => (
          <label key={field}>
            {field}
            <input {...form.register(field)} />
          </label>
        ))}
      <p data-testid="statuses">{steps.map(({ status }) => status).join(' ')}</p>
      <p data-testid="place">
        {[all.isFirst && 'first', all.isLast && 'last', all.isChecking && 'checking']
          .filter(Boolean)
          .join(' ')}
      </p>
      <p role="alert">{problem?.kind === 'refused' ? problem.message : problem?.failure.code}</p>
      {Object.entries(buttons).map(([name, press]) => (
        <button key={name} type="button" onClick={press}>
          {name}
        </button>
      ))}
    </>
  );
}

async function open(world = createWorld()) {
  const view = renderResilient(<Page />, { world });
  await view.advance(0);
  return {
    ...view,
    world,
    async press(name: string) {
      fireEvent.click(screen.getByText(name));
      await view.advance(0);
    },
    async travel(by: number) {
      await act(async () => {
        const there = new Promise((resolve) => {
          addEventListener('popstate', resolve, { once: true });
        });
        history.go(by);
        await there;
      });
      await view.advance(0);
    },
  };
}
const heading = (): string | null => screen.getByRole('heading').textContent;
const statuses = (): string | null => screen.getByTestId('statuses').textContent;
const place = (): string | null => screen.getByTestId('place').textContent;
const alert = (): string | null => screen.getByRole('alert').textContent;
const valueOf = (label: string): string => screen.getByLabelText<HTMLInputElement>(label).value;
const type = (label: string, value: string): void => {
  fireEvent.change(screen.getByLabelText(label), { target: { value } });
};

describe('a step that the values do not ask for', () => {
  it('is skipped, until they do', async () => {
    const { press } = await open();
    expect(statuses()).toBe('pristine skipped pristine pristine');
    expect(place()).toBe('first');
    type('name', 'Mara');
    await press('Next');
    expect(heading()).toBe('note');
    await press('Back');
    type('kind', 'poet');
    expect(statuses()).toBe('valid pristine pristine pristine');
    await press('Next');
    expect(heading()).toBe('verse');
    await press('Next');
    expect(heading()).toBe('verse');
    expect(statuses()).toBe('valid invalid pristine pristine');
  });
});

describe('an optional step', () => {
  it('may be left out, and keeps its text', async () => {
    const { press } = await open();
    type('name', 'Mara');
    await press('Next');
    type('note', 'later');
    await press('Skip');
    expect(heading()).toBe('review');
    expect(place()).toBe('last');
    expect(statuses()).toBe('valid skipped skipped pristine');
    await press('Back');
    expect(valueOf('note')).toBe('later');
    expect(statuses()).toBe('valid skipped pristine pristine');
  });
});

describe('a guard', () => {
  it('is asked on the way on, and its sentence is shown with the step', async () => {
    guard = (name) => (name === 'Mara' ? 'There is a Mara already.' : undefined);
    const { press } = await open();
    type('name', 'Mara');
    await press('Next');
    expect(heading()).toBe('name');
    expect(alert()).toBe('There is a Mara already.');
    expect(statuses()).toBe('invalid skipped pristine pristine');
    type('name', 'Teo');
    expect(alert()).toBe('');
    await press('Next');
    expect(heading()).toBe('note');
  });

  it('that fails is a failure of the step, not of the app, and the sinks get it', async () => {
    let answer: ((by: Error | undefined) => void) | undefined;
    guard = () =>
      new Promise((resolve, reject) => {
        answer = (error) => (error ? reject(error) : resolve(undefined));
      });
    const { press, advance, world } = await open();
    type('name', 'Mara');
    await press('Next');
    expect(place()).toBe('first checking');
    answer?.(new Failure(catalogue.NETWORK_FAILED));
    await advance(0);
    expect(alert()).toBe('NETWORK_FAILED');
    expect(world.events).toContainEqual(
      expect.objectContaining({ type: 'operation.settled', operation: 'wizard.guard' }),
    );
    await press('Next');
    answer?.(undefined);
    await advance(0);
    expect(heading()).toBe('note');
    expect(alert()).toBe('');
    guard = () => undefined;
  });
});

describe('the history of the browser', () => {
  it('has the steps: Back goes a step back, Forward a step on, and no value is lost', async () => {
    const { press, travel } = await open();
    type('name', 'Mara');
    await press('Next');
    type('note', 'waits');
    await press('Next');
    await travel(-1);
    expect(heading()).toBe('note');
    expect(valueOf('note')).toBe('waits');
    await travel(-1);
    expect(valueOf('name')).toBe('Mara');
    await travel(2);
    expect(heading()).toBe('review');
  });

  it('does not lead past a step that is wrong now', async () => {
    const { press, travel } = await open();
    type('name', 'Mara');
    await press('Next');
    await travel(-1);
    type('name', '');
    fireEvent.click(screen.getByText('Save'));
    await travel(1);
    expect(heading()).toBe('name');
    await waitFor(() =>
      expect(history.state).toMatchObject({ 'holdfast.wizard': { step: 'name' } }),
    );
  });

  it('is at the step again after a reload, with a step to go back to', async () => {
    const first = await open();
    type('name', 'Mara');
    await first.press('Next');
    type('note', 'waits');
    await first.advance(400);
    first.unmount();
    const { travel } = await open(first.world);
    expect(heading()).toBe('note');
    expect(valueOf('note')).toBe('waits');
    await travel(-1);
    expect(valueOf('name')).toBe('Mara');
  });
});

it('a step whose schema breaks says so, and can be left once it is mended', async () => {
  const { press } = await open();
  type('name', 'Ada');
  isSchemaBroken = true;
  await press('Next');
  isSchemaBroken = false;
  expect([heading(), alert()]).toEqual(['name', 'DEFECT']);
  await press('Next');
  expect([heading(), alert()]).toEqual(['note', '']);
  await press('Next');
  isSchemaBroken = true;
  await press('Save');
  isSchemaBroken = false;
  expect(heading()).toBe('review');
});

it('marks the step that the server refuses, leads there, and lets the user send again', async () => {
  const view = await open();
  type('name', 'Mara');
  await view.press('Next');
  type('note', 'rude');
  await view.press('Next');
  const issues = [{ pointer: '/note', message: 'Not like this.' }];
  view.world.transport.answerWith(() =>
    problemAnswer(new Failure(catalogue.REQUEST_INVALID, { details: { issues } })),
  );
  await view.press('Save');
  await view.advance(0);
  expect(heading()).toBe('note');
  expect(statuses()).toBe('valid skipped server-error pristine');
  await waitFor(() => expect(document.activeElement).toBe(screen.getByLabelText('note')));
  type('note', 'kind');
  expect(statuses()).toBe('valid skipped valid pristine');
  await view.press('Next');
  expect(heading()).toBe('review');
});
