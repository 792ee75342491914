import { createCell, defineWrite, Failure, type StandardSchema } from '@holdfast/core';
import { NETWORK_FAILED } from '@holdfast/core/failures';
import { STREAM_IDLE, type Cell, type StreamState } from '@holdfast/core/parts';
import { useObservable, useWrite } from '@holdfast/react';
import { createWorld } from '@holdfast/testing';
import { endResilient, renderResilient } from '@holdfast/testing/react';
import { act, fireEvent, screen, waitFor } from '@testing-library/react';
import type { ReactElement } from 'react';
import { afterEach, describe, expect, it } from 'vitest';
import { keepDraft } from '../draft/keep-draft.ts';
import { useResilientForm } from '../use-resilient-form.ts';
import { defineWizard, step } from './define-wizard.ts';
import { useAssist } from './use-assist.ts';
import { useWizard } from './use-wizard.ts';

afterEach(endResilient);

interface Sheet {
  readonly name: string;
  readonly story: string;
}
const schema: StandardSchema<Sheet> = {
  '~standard': { version: 1, vendor: 'test', validate: (value) => ({ value: value as Sheet }) },
};
const save = defineWrite('save', { input: schema, request: () => ({ path: 'sheet' }) });
const wizard = defineWizard(schema, [
  step('story', { fields: ['story'], need: 'optional' }),
  step('review'),
]);
const failure = new Failure(NETWORK_FAILED);
const streamed = (text: string) => ({
  ...{ since: 0, id: 's1', seq: 1, offset: text.length, text, events: [] },
  ...{ micros: undefined, faultAt: undefined },
});
const flowing = (text: string): StreamState => ({ kind: 'streaming', ...streamed(text) });
const broken = (text: string): StreamState => ({
  ...{ kind: 'interrupted', ...streamed(text), failure, resumable: true, resuming: false },
});

/** A generator that the test controls. */
interface Generator {
  readonly cell: Cell<StreamState>;
  readonly asked: string[];
}

function Story({ cell, asked }: Generator): ReactElement {
  const state = useObservable(cell);
  const form = useResilientForm({
    schema: wizard.schema,
    defaultValues: { name: '', story: '' },
    submit: useWrite(save),
    draft: keepDraft({ key: 'sheet', version: 1 }),
  });
  const { step: here, next, skip } = useWizard(wizard, { form });
  const note = (what: string) => async (): Promise<never> => {
    asked.push(what);
    return undefined as never;
  };
  const assist = useAssist({
    form,
    name: 'story',
    stream: {
      ...{ stream: state, text: 'text' in state ? state.text : '' },
      ...{ start: note('start'), continue: note('continue'), stop: note('stop') },
    },
  });
  const buttons = {
    ...{ Write: assist.write, Continue: assist.continue, 'Write it myself': assist.writeMyself },
    ...{ Earlier: assist.takeEarlier, Offered: assist.takeOffered },
    ...{ Next: () => void next(), Skip: () => void skip() },
  };
  return (
    <>
      <h2>{here}</h2>
      <textarea aria-label="Story" {...form.register('story')} />
      <p data-testid="kind">{assist.kind}</p>
      <p data-testid="earlier">{assist.earlier}</p>
      {Object.entries(buttons).map(([name, press]) => (
        <button key={name} type="button" onClick={press}>
          {name}
        </button>
      ))}
    </>
  );
}

async function open(world = createWorld(), cell = createCell<StreamState>(STREAM_IDLE)) {
  const asked: string[] = [];
  const view = renderResilient(<Story cell={cell} asked={asked} />, { world });
  await view.advance(0);
  return {
    ...view,
    ...{ asked, world, cell },
    async come(state: StreamState) {
      act(() => cell.set(state));
      await view.advance(0);
    },
    async press(name: string) {
      fireEvent.click(screen.getByText(name));
      await view.advance(0);
    },
  };
}
const story = (): string => screen.getByLabelText<HTMLTextAreaElement>('Story').value;
const kind = (): string | null => screen.getByTestId('kind').textContent;
const type = (value: string): void => {
  fireEvent.change(screen.getByLabelText('Story'), { target: { value } });
};

describe('a step that a generator writes', () => {
  it('fills its field as the text comes', async () => {
    const { press, come, asked } = await open();
    expect(kind()).toBe('idle');
    await press('Write');
    expect(asked).toEqual(['start']);
    await come(flowing('Once'));
    await come(flowing('Once upon'));
    expect(story()).toBe('Once upon');
    expect(kind()).toBe('writing');
    await come({ kind: 'live', ...streamed('Once upon a time.'), reason: undefined, at: 1 });
    expect(story()).toBe('Once upon a time.');
    expect(kind()).toBe('written');
  });

  it('keeps the text of an interrupted stream in the draft, and can go on after a crash', async () => {
    const first = await open();
    await first.press('Write');
    await first.come(broken('Once upon'));
    expect(kind()).toBe('interrupted');
    await first.advance(400);
    first.unmount();

    const { press, come, asked } = await open(first.world, first.cell);
    expect(story()).toBe('Once upon');
    expect(kind()).toBe('interrupted');
    await press('Continue');
    expect(asked).toEqual(['continue']);
    await come(flowing('Once upon a time'));
    expect(story()).toBe('Once upon a time');
  });

  it('keeps the text also when the generator has forgotten it', async () => {
    const first = await open();
    await first.press('Write');
    await first.come(broken('Once upon'));
    await first.advance(400);
    first.unmount();
    await open(first.world);
    expect(story()).toBe('Once upon');
  });

  it('leaves the field alone as soon as the user types', async () => {
    const { press, come } = await open();
    await press('Write');
    await come(flowing('Once'));
    type('Twice');
    expect(kind()).toBe('own');
    await come(flowing('Once upon a time'));
    expect(story()).toBe('Twice');
  });

  it('lets the user write the text by hand, and stops the bill', async () => {
    const { press, come, asked } = await open();
    await press('Write');
    await come(broken('Once'));
    await press('Write it myself');
    expect(asked).toEqual(['start', 'stop']);
    await waitFor(() => expect(document.activeElement).toBe(screen.getByLabelText('Story')));
    type('Once, by hand.');
    expect(story()).toBe('Once, by hand.');
    expect(kind()).toBe('own');
  });

  it('keeps the earlier text when the user has another one written', async () => {
    const { press, come } = await open();
    await press('Write');
    await come(broken('Once'));
    type('By hand.');
    await press('Write');
    expect(story()).toBe('By hand.');
    await come({ kind: 'running', since: 1 });
    expect(story()).toBe('By hand.');
    await come(flowing('A fox'));
    expect(story()).toBe('A fox');
    expect(screen.getByTestId('earlier').textContent).toBe('By hand.');
    await press('Earlier');
    expect(story()).toBe('By hand.');
    expect(screen.getByTestId('earlier').textContent).toBe('A fox');
  });

  it('does not stop the wizard when it fails', async () => {
    const { press, come } = await open();
    await press('Write');
    await come({ kind: 'failed', failure });
    expect(kind()).toBe('failed');
    await press('Skip');
    expect(screen.getByRole('heading').textContent).toBe('review');
  });

  it('does not stop the wizard while it writes, and goes on writing', async () => {
    const { press, come } = await open();
    await press('Write');
    await come(flowing('Once'));
    await press('Next');
    expect(screen.getByRole('heading').textContent).toBe('review');
    await come(flowing('Once upon'));
    expect(story()).toBe('Once upon');
  });

  it('offers a text that only the device has kept, and puts it nowhere by itself', async () => {
    const { press } = await open(createWorld(), createCell(broken('Once')));
    expect(kind()).toBe('offered');
    expect(story()).toBe('');
    type('Mine');
    await press('Offered');
    expect(story()).toBe('Once');
    expect(screen.getByTestId('earlier').textContent).toBe('Mine');
    expect(kind()).toBe('interrupted');
  });
});
