import { createCell, type StandardSchema } from '@holdfast/core';
import { endResilient, renderResilient, type ResilientView } from '@holdfast/testing/react';
import { act, fireEvent, screen } from '@testing-library/react';
import * as React from 'react';
import { useLayoutEffect, type ReactElement } from 'react';
import type { UseFormSetValue } from 'react-hook-form';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { keepDraft } from '../draft/keep-draft.ts';
import { useResilientForm } from '../use-resilient-form.ts';
import { useSubmit } from '../use-submit.ts';
import { defineWizard, step } from './define-wizard.ts';
import { memoryStepHistory, type TestHistory } from './step-history.contract.ts';
import { stepsInHistory } from './steps-in-history.ts';
import { useWizard } from './use-wizard.ts';

afterEach(endResilient);

const fields = ['name', 'trait'] as const;
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
/** The guard of the first step, controlled by the test. */
let guard: (sheet: Sheet) => string | undefined | Promise<string | undefined>;
let stepHistory: TestHistory;
let history: ReturnType<typeof stepsInHistory>;
beforeEach(() => {
  guard = () => undefined;
  stepHistory = memoryStepHistory();
  history = stepsInHistory(stepHistory);
});
const sheet = defineWizard(schema, [
  step('first', { fields: ['name'], guard: (values) => guard(values) }),
  step('second', { fields: ['trait'] }),
  step('review'),
]);
const opened = createCell<UseFormSetValue<Sheet> | undefined>(undefined);

function Page(): ReactElement {
  const form = useResilientForm({
    schema,
    defaultValues: { name: '', trait: '' },
    submit: useSubmit(() => undefined),
    draft: keepDraft({ key: 'sheet', version: 1 }),
  });
  const { setValue } = form;
  const wizard = useWizard(sheet, { form, history });
  useLayoutEffect(() => opened.set(setValue), [setValue]);
  return (
    <>
      <h2 {...wizard.heading}>{wizard.step}</h2>
      <p role="alert">{wizard.problem?.kind === 'refused' && wizard.problem.message}</p>
      {fields.map((field) => (
        <input key={field} aria-label={field} {...form.register(field)} />
      ))}
      <button onClick={() => void wizard.next()}>Next</button>
      <button onClick={wizard.back}>Back</button>
      <button onClick={() => void form.submit()}>Save</button>
    </>
  );
}

// React 18 has none.
const { Activity } = React;
const page = (mode: 'visible' | 'hidden'): ReactElement => (
  <Activity mode={mode}>
    <Page />
  </Activity>
);
const shownStep = (): string | null => screen.getByRole('heading').textContent;
const type = (label: string, value: string): void => {
  fireEvent.change(screen.getByLabelText(label), { target: { value } });
};

interface Opened extends ResilientView {
  press(name: string): Promise<void>;
  hide(): Promise<void>;
  show(): Promise<void>;
}

async function open(): Promise<Opened> {
  const view = renderResilient(page('visible'));
  const become = async (mode: 'visible' | 'hidden'): Promise<void> => {
    view.rerender(page(mode));
    await view.advance(0);
  };
  await view.advance(0);
  type('name', 'Ada');
  return {
    ...view,
    hide: () => become('hidden'),
    show: () => become('visible'),
    async press(name) {
      fireEvent.click(screen.getByText(name));
      await view.advance(0);
    },
  };
}

describe.runIf(Activity)('a wizard that React hides and shows again', () => {
  it('is where the user went after a submission that was refused', async () => {
    const { press, hide, show } = await open();
    await press('Save');
    expect(shownStep()).toBe('second');
    await press('Back');
    await hide();
    await show();
    expect(shownStep()).toBe('first');
  });

  it('goes on to the refused step, if React hid it on the way there', async () => {
    const { press, hide, show } = await open();
    let answer: ((problem: undefined) => void) | undefined;
    guard = () => new Promise((resolve) => (answer = resolve));
    await press('Save');
    await hide();
    await show();
    answer?.(undefined);
    await show();
    expect(shownStep()).toBe('second');
  });

  it('no longer says what its guard had against values that are gone', async () => {
    const { press, hide, show } = await open();
    guard = ({ name }) => (name === 'Ada' ? 'Ada is taken.' : undefined);
    await press('Next');
    expect(screen.getByRole('alert').textContent).toBe('Ada is taken.');
    await hide();
    act(() => opened.getSnapshot()?.('name', 'Grace'));
    await show();
    expect(screen.getByRole('alert').textContent).toBe('');
  });

  it('shows the step to which the user went in the history meanwhile', async () => {
    const { press, hide, show } = await open();
    type('trait', 'brave');
    await press('Next');
    await press('Next');
    expect(shownStep()).toBe('review');
    act(() => stepHistory.push(undefined as never));
    await hide();
    await act(() => stepHistory.travel(-2));
    await show();
    expect(shownStep()).toBe('second');
    await act(() => stepHistory.travel(-1));
    expect(shownStep()).toBe('first');
  });

  it('has the history at its own step, if the step to which the user went is wrong', async () => {
    const { press, hide, show } = await open();
    await press('Next');
    await press('Back');
    type('name', '');
    await hide();
    await act(() => stepHistory.travel(1));
    await show();
    await show();
    expect(shownStep()).toBe('first');
    expect(stepHistory.read()).toEqual({ step: 'first', depth: 0 });
  });

  it('stays where it is, if the user did nothing in the history', async () => {
    const { press, hide, show } = await open();
    await press('Next');
    await hide();
    await show();
    expect(shownStep()).toBe('second');
    expect(stepHistory.read()).toEqual({ step: 'second', depth: 1 });
  });
});
