import { Failure, defineWrite, type StandardSchema } from '@holdfast/core';
import { NETWORK_FAILED, PRECONDITION_FAILED } from '@holdfast/core/failures';
import { ConflictChooser, useWrite } from '@holdfast/react';
import { createWorld, jsonAnswer, problemAnswer, type ResilientWorld } from '@holdfast/testing';
import { endResilient, renderResilient, type ResilientView } from '@holdfast/testing/react';
import { act, fireEvent, screen } from '@testing-library/react';
import axe from 'axe-core';
import type { ReactElement } from 'react';
import { afterEach, describe, expect, it } from 'vitest';
import { keepDraft } from '../draft/keep-draft.ts';
import { useResilientForm } from '../use-resilient-form.ts';
import { differingParts } from './differing-parts.ts';
import { useFormConflict } from './use-form-conflict.ts';

afterEach(endResilient);

interface Sheet {
  readonly name: string;
  readonly revision: string;
}
const schema: StandardSchema<Sheet> = {
  '~standard': { version: 1, vendor: 'test', validate: (value) => ({ value: value as Sheet }) },
};
const request = (json: Sheet) => ({ method: 'PUT', path: 'sheet', json }) as const;
const send = defineWrite('sheet.send', { input: schema, request });
const queue = defineWrite('sheet.queue', { input: schema, request, offline: 'queue' });
const KEY = 'sheet';

interface SheetFormProps {
  readonly ask: () => Promise<Sheet>;
  readonly isQueued?: boolean;
}

function SheetForm({ ask, isQueued = false }: SheetFormProps): ReactElement {
  const form = useResilientForm({
    schema,
    defaultValues: { name: '', revision: 'one' },
    submit: useWrite(isQueued ? queue : send),
    draft: keepDraft({ key: KEY, version: 1 }),
  });
  const conflict = useFormConflict(form, {
    labels: { name: 'Name' },
    ask,
    rebase: (mine, { revision }) => ({ ...mine, revision }),
  });
  return (
    <main>
      <h1>Sheet</h1>
      <h2>Form</h2>
      <input aria-label="Name" {...form.register('name')} />
      {conflict && <ConflictChooser name="The sheet" undoMs={0} {...conflict} />}
      <p data-testid="from">{conflict?.from}</p>
      <p data-testid="state">{form.state.kind}</p>
      <button onClick={() => void form.submit()}>Save</button>
      <button onClick={form.draft.undoDiscard}>Undo</button>
    </main>
  );
}

const shown = (id: string): string | null => screen.getByTestId(id).textContent;
const field = (): HTMLInputElement => screen.getByRole('textbox', { name: 'Name' });
const type = (value: string): void => {
  fireEvent.change(field(), { target: { value } });
};
const choose = async ({ advance }: ResilientView, label: RegExp): Promise<void> => {
  fireEvent.click(screen.getByRole('button', { name: label }));
  await advance(100);
};
const stored = (world: ResilientWorld): unknown => world.drafts.peek('mira', KEY)?.value;
const theirs = { name: 'Grace', revision: 'two' };

async function refused(
  ask: SheetFormProps['ask'] = () => Promise.resolve(theirs),
): Promise<ResilientView> {
  const world = createWorld();
  world.transport.answerWith(() => problemAnswer(new Failure(PRECONDITION_FAILED)));
  const view = renderResilient(<SheetForm ask={ask} />, { world });
  await view.advance(0);
  type('Ada');
  await view.advance(400);
  fireEvent.click(screen.getByText('Save'));
  await view.advance(0);
  await view.advance(0);
  return view;
}

describe('a form whose server has newer values', () => {
  it('shows both versions, keeps the text, and is clean for assistive technology', async () => {
    const { world } = await refused();
    expect(shown('from')).toBe('server');
    expect(screen.getByText('Grace')).toBeDefined();
    expect(screen.getByText('Ada')).toBeDefined();
    expect(field().value).toBe('Ada');
    expect(stored(world)).toMatchObject({ values: { name: 'Ada' } });
    const { violations } = await axe.run(document.body, {
      rules: { 'color-contrast': { enabled: false } },
    });
    expect(violations.map(({ id }) => id)).toEqual([]);
  });

  it('sends the text of the user on top of the values of the server when the user chooses the text', async () => {
    const view = await refused();
    view.world.transport.answerWith(() => jsonAnswer({}));
    await choose(view, /mine/i);
    expect(shown('state')).toBe('live');
    const { body } = view.world.transport.requests.at(-1) ?? {};
    expect(JSON.parse(String(body))).toEqual({ name: 'Ada', revision: 'two' });
    expect(shown('from')).toBe('');
  });

  it('shows the values of the server when the user chooses them, and can bring the text of the user back', async () => {
    const view = await refused();
    await choose(view, /other|theirs/i);
    expect(field().value).toBe('Grace');
    expect(shown('from')).toBe('');
    // The user did not type these values, so they are no draft.
    await view.advance(1000);
    expect(stored(view.world)).toBeUndefined();
    fireEvent.click(screen.getByText('Undo'));
    await view.advance(400);
    expect(field().value).toBe('Ada');
    expect(stored(view.world)).toMatchObject({ values: { name: 'Ada' } });
  });

  it('says why it cannot show the other version, and asks again', async () => {
    let asked = 0;
    const view = await refused(async () => {
      asked += 1;
      if (asked === 1) throw new Failure(NETWORK_FAILED);
      return theirs;
    });
    expect(screen.getByText(/cannot be reached/)).toBeDefined();
    await choose(view, /try again/i);
    expect(screen.getByText('Grace')).toBeDefined();
  });

  it('that blocks a queued write makes way for the version that the user keeps', async () => {
    const world = createWorld();
    const view = renderResilient(<SheetForm isQueued ask={() => Promise.resolve(theirs)} />, {
      world,
    });
    await view.advance(0);
    type('Ada');
    fireEvent.click(screen.getByText('Save'));
    await view.advance(1500);
    const [entry] = world.outbox.entries.getSnapshot();
    await act(async () =>
      world.outbox.set(entry?.id ?? '', {
        kind: 'blocked',
        reason: 'conflict',
        failure: undefined,
      }),
    );
    await view.advance(0);
    expect(screen.getByText('Grace')).toBeDefined();
    await choose(view, /mine/i);
    await view.advance(1500);
    expect(world.outbox.entries.getSnapshot()).toMatchObject([
      { input: { name: 'Ada', revision: 'two' } },
    ]);
  });
});

it('a form whose draft another tab changed shows both drafts, and keeps the one that the user chooses', async () => {
  const world = createWorld();
  const view = renderResilient(<SheetForm ask={() => Promise.resolve(theirs)} />, { world });
  await view.advance(0);
  type('Ada');
  const value = { values: { name: 'Grace', revision: 'one' }, memo: {} };
  await world.drafts.save({
    ...{ owner: 'mira', key: KEY, version: 1, revision: 1, savedAt: 5, value },
  });
  await view.advance(400);
  expect(shown('from')).toBe('tab');
  expect(screen.getByText('Grace')).toBeDefined();
  await choose(view, /other|theirs/i);
  expect(field().value).toBe('Grace');
  expect(world.drafts.quarantined).toMatchObject([
    { record: { value: { values: { name: 'Ada' } } } },
  ]);
});

it('two versions differ in the labelled fields whose values are not the same, each as a text', () => {
  const at = new Date(0);
  const mine = { name: 'Ada', traits: ['kind'], born: at, home: { town: 'London' }, age: 5 };
  const other = { name: 'Ada', traits: [], born: null, home: { town: 'Paris' }, age: 6 };
  const labels = {
    name: 'Name',
    traits: 'Traits',
    born: 'Born',
    home: 'Home',
    'home.town': 'Town',
  };
  expect(differingParts(mine, other, labels)).toEqual([
    { label: 'Traits', mine: 'kind', theirs: '' },
    { label: 'Born', mine: '1970-01-01T00:00:00.000Z', theirs: '' },
    { label: 'Home', mine: 'London', theirs: 'Paris' },
    { label: 'Town', mine: 'London', theirs: 'Paris' },
  ]);
});
