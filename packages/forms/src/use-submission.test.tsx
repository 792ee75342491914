import { Failure, type StandardSchema } from '@holdfast/core';
import { NETWORK_FAILED, RATE_LIMITED } from '@holdfast/core/failures';
import { RetryButton, useObservable } from '@holdfast/react';
import { createWorld, type ResilientWorld } from '@holdfast/testing';
import { endResilient, renderResilient, type ResilientView } from '@holdfast/testing/react';
import { act, fireEvent, screen } from '@testing-library/react';
import type { ReactElement } from 'react';
import { afterEach, describe, expect, it } from 'vitest';
import type { DraftOptions } from './draft/draft-options.ts';
import { keepDraft } from './draft/keep-draft.ts';
import { railsErrors } from './server-errors/rails-errors.ts';
import { useResilientForm } from './use-resilient-form.ts';
import { useSubmit, type SubmitContext } from './use-submit.ts';

afterEach(endResilient);

interface Letter {
  readonly name: string;
  readonly text: string;
}
const schema: StandardSchema<Letter> = {
  '~standard': { version: 1, vendor: 'test', validate: (value) => ({ value: value as Letter }) },
};
const KEY = 'letter';

interface LetterFormProps {
  readonly work: (letter: Letter, context: SubmitContext) => unknown;
  readonly toInput?: (letter: Letter) => Letter;
  readonly draft?: Partial<DraftOptions<'name' | 'text'>>;
  readonly onOutcome?: (kind: string) => void;
}

function LetterForm({ work, toInput, draft, onOutcome }: LetterFormProps): ReactElement {
  const form = useResilientForm({
    schema,
    defaultValues: { name: '', text: '' },
    submit: useSubmit(work),
    draft: keepDraft({ key: KEY, version: 1, ...draft }),
    serverErrors: [railsErrors],
    ...(toInput && { toInput }),
    onOutcome: ({ kind }) => onOutcome?.(kind),
  });
  const { errors, isDirty, dirtyFields } = form.formState;
  const { state } = form;
  const draftView = useObservable(form.draft);
  return (
    <>
      <input aria-label="Name" {...form.register('name')} />
      <input aria-label="Text" {...form.register('text')} />
      <p data-testid="errors">{[errors.name?.message, errors.text?.message].join()}</p>
      <p data-testid="dirty">{JSON.stringify([isDirty, dirtyFields])}</p>
      <p data-testid="state">{state.kind === 'failed' ? state.failure.code : state.kind}</p>
      <p data-testid="draft">{draftView.kind}</p>
      <p data-testid="dropped">{draftView.kind === 'restored' && draftView.dropped?.join()}</p>
      <button onClick={() => void form.submit()}>Send</button>
      <button onClick={form.cancel}>Stop</button>
      {form.canRetry && <RetryButton onRetry={form.submit} notBefore={form.retryAt} />}
      <button onClick={() => void form.draft.discard()}>Discard</button>
      {draftView.canUndo && <button onClick={form.draft.undoDiscard}>Undo</button>}
    </>
  );
}

const shown = (id: string): string | null => screen.getByTestId(id).textContent;
const field = (label: string): HTMLInputElement => screen.getByLabelText(label);
const type = (label: string, value: string): void => {
  fireEvent.change(field(label), { target: { value } });
};
const press = (name: string): void => {
  fireEvent.click(screen.getByText(name));
};
const stored = (world: ResilientWorld): unknown =>
  (world.drafts.peek('mira', KEY)?.value as { readonly values: unknown } | undefined)?.values;
const open = async (props: LetterFormProps, world = createWorld()): Promise<ResilientView> => {
  const view = renderResilient(<LetterForm {...props} />, { world });
  await view.advance(0);
  return view;
};

describe('a form that a function of the app sends', () => {
  it('keeps the text, names the failure and offers another try when the function throws', async () => {
    const keys: string[] = [];
    const results = [new Failure(NETWORK_FAILED, { effect: 'unknown' }), new TypeError('no')];
    const { world, advance } = await open({
      work(_letter, { key }) {
        keys.push(key);
        const result = results.shift();
        if (result) throw result;
      },
    });
    type('Name', 'Ada');
    await advance(400);
    press('Send');
    await advance(0);
    expect(shown('state')).toBe('NETWORK_FAILED');
    expect(stored(world)).toMatchObject({ name: 'Ada' });
    press('Try again');
    await advance(0);
    expect(shown('state')).toBe('DEFECT');
    expect(screen.queryByText('Try again')).toBeNull();
    expect(field('Name').value).toBe('Ada');
    press('Send');
    await advance(0);
    expect(shown('state')).toBe('live');
    expect(stored(world)).toBeUndefined();
    // The first send may have worked, so the second one has the same key.
    expect(keys[1]).toBe(keys[0]);
  });

  it('keeps text and draft when `toInput` throws, tells the sinks, and can be sent once it is mended', async () => {
    let isBroken = true;
    const { world, advance } = await open({
      work: () => 'sent',
      toInput(letter) {
        if (isBroken) throw new TypeError('no such member');
        return letter;
      },
    });
    type('Name', 'Ada');
    press('Send');
    await advance(500);
    expect(shown('state')).toBe('DEFECT');
    expect(field('Name').value).toBe('Ada');
    expect(stored(world)).toMatchObject({ name: 'Ada' });
    expect(world.events).toContainEqual(
      expect.objectContaining({ type: 'operation.settled', operation: 'form.submit' }),
    );
    isBroken = false;
    press('Send');
    await advance(0);
    expect(shown('state')).toBe('live');
  });

  it('shows the next user no failure of the user before, and never sends their form again', async () => {
    const keys: string[] = [];
    const { world, advance } = await open({
      work(_letter, { key }) {
        keys.push(key);
        throw new Failure(NETWORK_FAILED, { effect: 'unknown' });
      },
    });
    type('Name', 'Ada');
    press('Send');
    await advance(0);
    expect(shown('state')).toBe('NETWORK_FAILED');
    act(() => world.identity.set({ subject: 'nils' }));
    await advance(0);
    expect(shown('state')).toBe('idle');
    type('Name', 'Ada');
    press('Send');
    await advance(0);
    expect(shown('state')).toBe('NETWORK_FAILED');
    expect(new Set(keys).size).toBe(2);
  });

  it('reports no failure for a sending that the user stops, and keeps the text', async () => {
    const outcomes: string[] = [];
    const { world, advance } = await open({
      work: (_letter, { signal }) =>
        new Promise((_resolve, reject) => {
          signal.addEventListener('abort', () => reject(signal.reason as Error));
        }),
      onOutcome: (kind) => outcomes.push(kind),
    });
    type('Name', 'Ada');
    await advance(400);
    press('Send');
    await advance(0);
    expect(shown('state')).toBe('running');
    press('Stop');
    await advance(0);
    expect(shown('state')).toBe('idle');
    expect(outcomes).toEqual([]);
    expect(screen.queryByText('Try again')).toBeNull();
    expect(stored(world)).toMatchObject({ name: 'Ada' });
  });

  it('waits as long as the server asks, counts down, and can be sent again by itself', async () => {
    let sends = 0;
    const { advance } = await open({
      work() {
        sends += 1;
        if (sends === 1) throw new Failure(RATE_LIMITED, { retryAfterMs: 5000 });
      },
    });
    press('Send');
    await advance(0);
    const again = screen.getByText('Try again');
    expect(again.getAttribute('aria-disabled')).toBe('true');
    await advance(2000);
    expect(screen.getByText(/3 sec/)).toBeDefined();
    press('Send');
    await advance(0);
    expect(sends).toBe(1);
    await advance(3000);
    expect(again.getAttribute('aria-disabled')).not.toBe('true');
    press('Try again');
    await advance(0);
    expect(sends).toBe(2);
    expect(shown('state')).toBe('live');
  });

  it('shows an issue again when the user comes back to the value that was refused', async () => {
    const { advance } = await open({
      work() {
        const data = { errors: { NAME: ['is taken'], nowhere: ['is odd'] } };
        throw Object.assign(new Error('422'), { response: { status: 422, data } });
      },
    });
    type('Name', 'Ada');
    press('Send');
    await advance(0);
    expect(shown('errors')).toBe('is taken,');
    type('Name', 'Ada L');
    await advance(0);
    expect(shown('errors')).toBe(',');
    type('Name', 'Ada');
    await advance(0);
    expect(shown('errors')).toBe('is taken,');
  });
});

const work = (): undefined => undefined;

describe('a draft', () => {
  it('that the user discards can come back, and so can the text typed since', async () => {
    const { world, advance } = await open({ work });
    type('Name', 'Ada');
    await advance(400);
    press('Discard');
    await advance(0);
    expect([field('Name').value, stored(world)]).toEqual(['', undefined]);
    type('Name', 'Grace');
    press('Undo');
    await advance(400);
    expect(field('Name').value).toBe('Ada');
    expect(shown('dirty')).toBe('[true,{"name":true}]');
    expect(stored(world)).toMatchObject({ name: 'Ada' });
    press('Undo');
    await advance(400);
    expect(field('Name').value).toBe('Grace');
  });

  it('that was sent does not come back', async () => {
    const { advance } = await open({ work });
    type('Name', 'Ada');
    await advance(400);
    press('Send');
    await advance(0);
    expect(screen.queryByText('Undo')).toBeNull();
  });

  it('loses only the fields that `shape` refuses, names them and keeps all of it aside', async () => {
    const shape: StandardSchema = {
      '~standard': {
        version: 1,
        vendor: 'test',
        validate: (value) =>
          typeof (value as Letter).name === 'string'
            ? { value }
            : { issues: [{ message: 'no text', path: ['name'] }] },
      },
    };
    const world = createWorld();
    const value = { values: { name: { first: 'Ada' }, text: 'Dear' }, memo: {} };
    await world.drafts.save({
      ...{ owner: 'mira', key: KEY, version: 1, revision: 1, savedAt: 5, value },
    });
    const first = await open({ work, draft: { shape } }, world);
    expect([field('Name').value, field('Text').value]).toEqual(['', 'Dear']);
    expect([shown('draft'), shown('dropped')]).toEqual(['restored', 'name']);
    expect(world.drafts.quarantined).toMatchObject([{ reason: 'invalid', record: { value } }]);
    expect(stored(world)).toEqual({ name: '', text: 'Dear' });
    first.unmount();
    await open({ work, draft: { shape } }, world);
    expect([shown('draft'), shown('dropped')]).toEqual(['restored', '']);
  });

  it('is saved while the user types on without a pause', async () => {
    const { world, advance } = await open({ work });
    for (let count = 1; count <= 30; count += 1) {
      type('Name', 'x'.repeat(count));
      await advance(100);
    }
    expect((stored(world) as Letter).name.length).toBeGreaterThan(15);
  });
});
