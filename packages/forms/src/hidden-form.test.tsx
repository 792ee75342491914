import { createCell, Failure, type StandardSchema } from '@holdfast/core';
import { STORAGE_QUERY_FAILED } from '@holdfast/core/failures';
import { createWorld } from '@holdfast/testing';
import { endResilient, renderResilient, type ResilientView } from '@holdfast/testing/react';
import { act, fireEvent, screen } from '@testing-library/react';
import * as React from 'react';
import { useLayoutEffect, type ReactElement } from 'react';
import type { UseFormSetValue } from 'react-hook-form';
import { afterEach, describe, expect, it } from 'vitest';
import { keepDraft } from './draft/keep-draft.ts';
import { useResilientForm } from './use-resilient-form.ts';
import { useSubmit } from './use-submit.ts';

afterEach(endResilient);

interface Note {
  readonly text: string;
}
const schema: StandardSchema<Note> = {
  '~standard': { version: 1, vendor: 'test', validate: (value) => ({ value: value as Note }) },
};

const opened = createCell<UseFormSetValue<Note> | undefined>(undefined);

function Form(): ReactElement {
  const { register, setValue } = useResilientForm({
    schema,
    defaultValues: { text: '' },
    submit: useSubmit(() => undefined),
    draft: keepDraft({ key: 'note', version: 1, unsaved: 'A note' }),
  });
  useLayoutEffect(() => opened.set(setValue), [setValue]);
  return <input aria-label="text" {...register('text')} />;
}

// React 18 has none.
const { Activity } = React;
const page = (mode: 'visible' | 'hidden'): ReactElement => (
  <Activity mode={mode}>
    <Form />
  </Activity>
);
const shown = (): unknown => screen.getByLabelText<HTMLInputElement>('text').value;
const type = (value: string): unknown =>
  fireEvent.change(screen.getByLabelText('text'), { target: { value } });

/** Opens a form whose draft the device has kept. */
async function openKept(text: string): Promise<ResilientView> {
  const world = createWorld();
  const before = renderResilient(<Form />, { world });
  await before.advance(0);
  type(text);
  await before.advance(1_000);
  before.unmount();
  const view = renderResilient(page('visible'), { world });
  await view.advance(0);
  expect(shown()).toBe(text);
  return view;
}

describe.runIf(Activity)('a form that React hides and shows again', () => {
  it('has the words that the user typed after its draft was restored', async () => {
    const view = await openKept('kept');
    type('kept and typed');
    await view.advance(1_000);
    view.rerender(page('hidden'));
    await view.advance(0);
    view.rerender(page('visible'));
    await view.advance(0);
    expect(shown()).toBe('kept and typed');
  });

  it('keeps what the app put into it while it was hidden', async () => {
    const view = await openKept('kept');
    view.rerender(page('hidden'));
    await view.advance(0);
    act(() => opened.getSnapshot()?.('text', 'put by the app'));
    view.rerender(page('visible'));
    await view.advance(1_000);
    expect(shown()).toBe('put by the app');
    view.unmount();
    const again = renderResilient(<Form />, { world: view.world });
    await again.advance(0);
    expect(shown()).toBe('put by the app');
  });

  it('holds up an update as long as only the memory has its words', async () => {
    const labels = createCell<readonly string[]>([]);
    const declare = (label: string): (() => void) => {
      labels.set([...labels.getSnapshot(), label]);
      return () => labels.set(labels.getSnapshot().filter((each) => each !== label));
    };
    const world = createWorld({ unsavedWork: { labels, declare } });
    const view = renderResilient(page('visible'), { world });
    await view.advance(0);
    world.drafts.fail(new Failure(STORAGE_QUERY_FAILED));
    type('typed');
    view.rerender(page('hidden'));
    await view.advance(1_000);
    expect(labels.getSnapshot()).toEqual(['A note']);
    world.drafts.fail(undefined);
    view.rerender(page('visible'));
    type('typed on');
    view.rerender(page('hidden'));
    await view.advance(1_000);
    expect(labels.getSnapshot()).toEqual([]);
  });

  it('holds up no update once it is gone', async () => {
    const labels = createCell<readonly string[]>([]);
    const declare = (label: string): (() => void) => {
      labels.set([label]);
      return () => labels.set([]);
    };
    const world = createWorld({ unsavedWork: { labels, declare } });
    const view = renderResilient(page('visible'), { world });
    await view.advance(0);
    world.drafts.fail(new Failure(STORAGE_QUERY_FAILED));
    type('typed');
    view.rerender(page('hidden'));
    await view.advance(1_000);
    expect(labels.getSnapshot()).toEqual(['A note']);
    view.unmount();
    await view.advance(0);
    expect(labels.getSnapshot()).toEqual([]);
  });
});
