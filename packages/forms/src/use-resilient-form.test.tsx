import {
  createCell,
  defineWrite,
  Failure,
  type FieldIssue,
  type StandardSchema,
  type UnsavedWork,
} from '@holdfast/core';
import type { DraftRecord, WriteOutcome } from '@holdfast/core/parts';
import {
  catalogue,
  QUEUE_FULL,
  STORAGE_FAILED,
  STORAGE_QUOTA,
  STORAGE_UNAVAILABLE,
} from '@holdfast/core/failures';
import { createWorld, jsonAnswer, problemAnswer, type ResilientWorld } from '@holdfast/testing';
import { endResilient, renderResilient, type ResilientView } from '@holdfast/testing/react';
import { StatusLine, useObservable, useWrite } from '@holdfast/react';
import { act, fireEvent, screen, waitFor } from '@testing-library/react';
import { useLayoutEffect, type ReactElement } from 'react';
import { useFormState } from 'react-hook-form';
import { afterEach, describe, expect, it } from 'vitest';
import type { DraftOptions } from './draft/draft-options.ts';
import { keepDraft } from './draft/keep-draft.ts';
import { useResilientForm } from './use-resilient-form.ts';
import type { Since } from './submission.ts';

afterEach(endResilient);

interface Sheet {
  readonly name: string;
  readonly role: string;
}
const schema: StandardSchema<Sheet> = {
  '~standard': {
    version: 1,
    vendor: 'test',
    validate: (value) => {
      const sheet = value as Sheet;
      const issues = (['name', 'role'] as const)
        .filter((field) => sheet[field] === '')
        .map((field) => ({ path: [field], message: `${field} is missing` }));
      return issues.length > 0 ? { issues } : { value: sheet };
    },
  },
};
const save = defineWrite('sheet.save', {
  input: schema,
  request: (json) => ({ method: 'PUT', path: 'sheet', json }),
  offline: 'queue',
});
const send = defineWrite('sheet.send', {
  input: schema,
  request: (json) => ({ method: 'POST', path: 'sheet', json }),
});
const KEY = 'sheet:new';
const kept = { key: KEY, version: 2 };

interface SheetFormProps {
  readonly defaultValues?: Sheet | (() => Sheet);
  /** A form that clears the sent values when the write is committed, like a form for a list of notes. */
  readonly clears?: boolean;
  readonly draft?: DraftOptions<'name' | 'role'> | undefined;
  readonly operation?: typeof save | typeof send;
  readonly onOutcome?: (outcome: WriteOutcome<unknown>, since: Since) => void;
}

const renders = createCell(0);
function SheetForm(props: SheetFormProps): ReactElement {
  const { draft, operation = save, onOutcome, defaultValues = { name: '', role: '' } } = props;
  const form = useResilientForm({
    schema,
    defaultValues,
    submit: useWrite(operation as typeof save),
    ...(draft ? { draft: keepDraft(draft) } : {}),
    onOutcome(outcome, _values, since) {
      onOutcome?.(outcome, since);
      if (props.clears && outcome.kind !== 'failed') void form.discardSent();
    },
  });
  const draftView = useObservable(form.draft);
  useLayoutEffect(() => renders.set(renders.getSnapshot() + 1));
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void form.submit();
      }}
    >
      <input aria-label="Name" {...form.register('name')} />
      <input aria-label="Role" {...form.register('role')} />
      <Errors control={form.control} />
      <p data-testid="draft">{draftView.kind}</p>
      <p data-testid="state">{form.state.kind}</p>
      <StatusLine state={form.state} />
      <p data-testid="form-issues">{form.formIssues.map(({ message }) => message).join()}</p>
      <p data-testid="theirs">{draftView.kind === 'conflict' && draftView.theirs.name}</p>
      <p data-testid="more">{draftView.kind === 'ended' && String(draftView.hasMore)}</p>
      <button type="button" onClick={() => form.draft.remember('step', 'two')}>
        Remember
      </button>
      <button type="submit">Save</button>
      <button type="button" onClick={() => void form.trigger()}>
        Check
      </button>
      <button type="button" onClick={() => void form.draft.discard()}>
        Discard
      </button>
      <button type="button" onClick={() => void form.draft.keepMine()}>
        Keep mine
      </button>
      <button type="button" onClick={form.draft.takeTheirs}>
        Take theirs
      </button>
    </form>
  );
}

function Errors({
  control,
}: Pick<
  ReturnType<typeof useResilientForm<Sheet, Sheet, Sheet, unknown, WriteOutcome<unknown>>>,
  'control'
>): ReactElement {
  const { errors, isValid, isDirty } = useFormState({ control });
  return (
    <>
      <p data-testid="errors">{[errors.name?.message, errors.role?.message].join()}</p>
      <p data-testid="valid">{String(isValid)}</p>
      <p data-testid="dirty">{String(isDirty)}</p>
    </>
  );
}

const text = (id: string): string | null => screen.getByTestId(id).textContent;
const field = (label: string): HTMLInputElement => screen.getByLabelText(label);
const type = (label: string, value: string): void => {
  fireEvent.change(field(label), { target: { value } });
};
const press = (name: string): void => {
  fireEvent.click(screen.getByText(name));
};
const record = (name: string, changes: Partial<DraftRecord> = {}): DraftRecord => ({
  owner: 'mira',
  key: KEY,
  version: 2,
  revision: 1,
  savedAt: 5,
  value: { values: { name, role: '' }, memo: {} },
  ...changes,
});
const stored = (world: ResilientWorld, owner = 'mira'): unknown =>
  (world.drafts.peek(owner, KEY)?.value as { readonly values: Sheet } | undefined)?.values;

describe.each(['strict', 'plain'] as const)('the draft of a form, %s', (mode) => {
  const open = async (
    world = createWorld(),
    props: SheetFormProps = { draft: kept },
  ): Promise<ResilientView> => {
    const view = renderResilient(<SheetForm {...props} />, { world, mode });
    await view.advance(0);
    return view;
  };

  it('survives a reload with all typed values, and the form still counts as changed', async () => {
    const first = await open();
    type('Name', 'Ada');
    expect(text('draft')).toBe('saving');
    await first.advance(400);
    expect(text('draft')).toBe('saved');
    first.unmount();
    await open(first.world);
    expect(field('Name').value).toBe('Ada');
    expect(text('draft')).toBe('restored');
    expect(text('dirty')).toBe('true');
  });

  it('is written once for each pause of typing, and no key makes a component render', async () => {
    const { advance, world } = await open();
    type('Name', 'A');
    const before = renders.getSnapshot();
    type('Name', 'Ad');
    type('Name', 'Ada');
    expect(renders.getSnapshot()).toBe(before);
    await advance(400);
    expect(world.drafts.peek('mira', KEY)).toMatchObject({ revision: 1 });
    expect(stored(world)).toEqual({ name: 'Ada', role: '' });
  });

  it('holds the last typed keys when the page is hidden, left or closed', async () => {
    const { world, unmount } = await open();
    type('Name', 'A');
    await act(async () => void window.dispatchEvent(new Event('pagehide')));
    expect(stored(world)).toMatchObject({ name: 'A' });
    type('Name', 'Ad');
    Object.defineProperty(document, 'visibilityState', { value: 'hidden', configurable: true });
    await act(async () => void document.dispatchEvent(new Event('visibilitychange')));
    Reflect.deleteProperty(document, 'visibilityState');
    expect(stored(world)).toMatchObject({ name: 'Ad' });
    type('Name', 'Ada');
    unmount();
    await world.platform.advance(0);
    expect(stored(world)).toMatchObject({ name: 'Ada' });
    expect(world.platform.pending()).toBe(0);
  });

  it('gets the last typed keys before a page that is left can be gone', async () => {
    const world = createWorld();
    const handed: unknown[] = [];
    Object.assign(world.drafts, {
      keepNow: ({ revision, value }: DraftRecord) => handed.push([revision, value]),
    });
    await open(world);
    window.dispatchEvent(new Event('pagehide'));
    expect(handed).toEqual([]);
    type('Name', 'A');
    window.dispatchEvent(new Event('pagehide'));
    expect(handed).toEqual([[1, { values: { name: 'A', role: '' }, memo: {} }]]);
  });

  it('is not stored when the user typed nothing', async () => {
    const { world, advance, unmount } = await open();
    await advance(1000);
    unmount();
    await world.platform.advance(0);
    expect(stored(world)).toBeUndefined();
  });

  it('is removed only when the write is committed', async () => {
    const outcomes: string[] = [];
    const { world, advance } = await open(createWorld(), {
      draft: kept,
      onOutcome: ({ kind }) => outcomes.push(kind),
    });
    type('Name', 'Ada');
    type('Role', 'poet');
    await advance(400);
    world.outbox.failAdding(new Failure(catalogue.STORAGE_QUOTA));
    press('Save');
    await advance(0);
    expect(outcomes).toEqual(['failed']);
    expect(stored(world)).toBeDefined();
    world.outbox.failAdding(undefined);
    press('Save');
    await advance(1500);
    expect(outcomes).toEqual(['failed', 'queued']);
    expect(stored(world)).toBeUndefined();
    expect(text('draft')).toBe('none');
  });

  it.each([
    ['outbox is full', QUEUE_FULL, { limit: 2 }, 'Too much is waiting already.'],
    ['storage of the device is full', STORAGE_QUOTA, {}, 'This device has no room left.'],
    ['storage fails', STORAGE_FAILED, {}, 'This device could not store it.'],
    ['browser allows no storage', STORAGE_UNAVAILABLE, {}, 'This browser stores nothing here.'],
  ] as const)(
    'stays, as does the text in the form, when the %s, and the screen names the cause',
    async (_why, kind, details, words) => {
      const { world, advance, unmount } = await open();
      type('Name', 'Ada');
      type('Role', 'poet');
      await advance(400);
      world.outbox.failAdding(new Failure(kind, { details }));
      press('Save');
      await advance(2000);
      expect(text('state')).toBe('failed');
      expect(screen.getByText(words, { exact: false })).toBeDefined();
      expect([field('Name').value, field('Role').value]).toEqual(['Ada', 'poet']);
      expect(stored(world)).toEqual({ name: 'Ada', role: 'poet' });
      expect(world.outbox.entries.getSnapshot()).toEqual([]);
      unmount();
      const again = await open(world);
      expect([field('Name').value, field('Role').value]).toEqual(['Ada', 'poet']);
      world.outbox.failAdding(undefined);
      press('Save');
      await again.advance(2000);
      expect(text('state')).toBe('queued');
      expect(stored(world)).toBeUndefined();
    },
  );

  it('stays when the user typed something while the form was sent', async () => {
    const { world, advance } = await open();
    type('Name', 'Ada');
    type('Role', 'poet');
    press('Save');
    await advance(0);
    type('Name', 'Ada Lovelace');
    await advance(2000);
    expect(text('state')).toBe('queued');
    expect(stored(world)).toMatchObject({ name: 'Ada Lovelace' });
  });

  it('is removed when only the step changed while the form was sent', async () => {
    const { world, advance } = await open();
    type('Name', 'Ada');
    type('Role', 'poet');
    press('Save');
    await advance(0);
    press('Remember');
    await advance(2000);
    expect(text('state')).toBe('queued');
    expect(stored(world)).toBeUndefined();
  });

  it('keeps, field by field, the values typed while the form was sent, and clears the rest', async () => {
    const newer: boolean[] = [];
    const { world, advance, unmount } = await open(createWorld(), {
      ...{ draft: kept, clears: true },
      onOutcome: (_outcome, { hasNewer }) => newer.push(hasNewer),
    });
    type('Name', 'Ada');
    type('Role', 'poet');
    press('Save');
    await advance(0);
    type('Name', 'Grace');
    await advance(2000);
    expect([field('Name').value, field('Role').value]).toEqual(['Grace', '']);
    expect(stored(world)).toEqual({ name: 'Grace', role: '' });
    expect(text('draft')).toBe('saved');
    expect(newer).toEqual([true]);
    unmount();
    await open(world, { draft: kept, clears: true });
    expect(field('Name').value).toBe('Grace');
  });

  it('is removed with the sent values when the user typed nothing meanwhile', async () => {
    const newer: boolean[] = [];
    const { world, advance } = await open(createWorld(), {
      ...{ draft: kept, clears: true },
      onOutcome: (_outcome, { hasNewer }) => newer.push(hasNewer),
    });
    type('Name', 'Ada');
    type('Role', 'poet');
    press('Save');
    await advance(2000);
    expect([field('Name').value, field('Role').value]).toEqual(['', '']);
    expect(stored(world)).toBeUndefined();
    expect([text('draft'), text('dirty')]).toEqual(['none', 'false']);
    expect(newer).toEqual([false]);
  });

  it('keeps the typed values when the user left the form while it was sent', async () => {
    const { world, advance, unmount } = await open(createWorld(), { draft: kept, clears: true });
    type('Name', 'Ada');
    type('Role', 'poet');
    press('Save');
    await advance(0);
    type('Name', 'Grace');
    unmount();
    await world.platform.advance(2000);
    expect(stored(world)).toMatchObject({ name: 'Grace' });
  });

  it('of the next user stays when the server answers a form of the user before', async () => {
    const { world, advance } = await open(createWorld(), { draft: kept, clears: true });
    type('Name', 'Ada');
    type('Role', 'poet');
    press('Save');
    await advance(0);
    act(() => world.identity.set({ subject: 'nils' }));
    await advance(0);
    type('Name', 'Ada');
    type('Role', 'poet');
    await advance(3000);
    expect([field('Name').value, field('Role').value]).toEqual(['Ada', 'poet']);
    expect(stored(world, 'nils')).toEqual({ name: 'Ada', role: 'poet' });
    expect(stored(world)).toBeUndefined();
  });

  it('keeps the typed values when the user signed out while the form was sent', async () => {
    const { world, advance } = await open(createWorld(), { draft: kept, clears: true });
    type('Name', 'Ada');
    type('Role', 'poet');
    press('Save');
    await advance(0);
    type('Name', 'Grace');
    act(() => world.identity.set(null));
    await advance(3000);
    expect(field('Name').value).toBe('Grace');
    expect(stored(world)).toMatchObject({ name: 'Grace' });
  });

  it('keeps the typed values when another place retries an entry of the form and it goes through', async () => {
    const { world, advance } = await open();
    type('Name', 'Ada');
    type('Role', 'poet');
    press('Save');
    await advance(1500);
    const [entry] = world.outbox.entries.getSnapshot();
    const id = entry?.id ?? '';
    await act(async () =>
      world.outbox.set(id, { kind: 'blocked', reason: 'conflict', failure: undefined }),
    );
    type('Name', 'Grace');
    await advance(400);
    await act(async () => world.outbox.retry(id));
    await act(async () => world.outbox.apply(id, {}));
    await advance(1000);
    expect(field('Name').value).toBe('Grace');
    expect(stored(world)).toMatchObject({ name: 'Grace' });
  });

  it('is another draft under another key, and the form shows no value of the first', async () => {
    const world = createWorld();
    const view = await open(world);
    type('Name', 'of one');
    view.rerender(<SheetForm draft={{ key: 'sheet:other', version: 2 }} />);
    await view.advance(500);
    expect(field('Name').value).toBe('');
    expect(stored(world)).toMatchObject({ name: 'of one' });
    expect(world.drafts.peek('mira', 'sheet:other')).toBeUndefined();
  });

  it('starts over with new first values each time', async () => {
    let sheets = 0;
    const defaultValues = (): Sheet => ({ name: `Sheet ${(sheets += 1)}`, role: '' });
    const { world, advance } = await open(createWorld(), { draft: kept, defaultValues });
    const first = field('Name').value;
    type('Role', 'poet');
    await advance(400);
    press('Discard');
    await advance(1000);
    expect(field('Name').value).not.toBe(first);
    expect(field('Role').value).toBe('');
    expect([text('draft'), text('dirty')]).toEqual(['none', 'false']);
    expect(stored(world)).toBeUndefined();
  });

  it('is removed when the user discards it', async () => {
    const { world, advance } = await open();
    type('Name', 'Ada');
    await advance(400);
    press('Discard');
    await advance(1000);
    expect(field('Name').value).toBe('');
    expect(text('draft')).toBe('none');
    expect(stored(world)).toBeUndefined();
  });

  it('keeps both sides when another tab stored other values, until the user chooses one', async () => {
    const world = createWorld();
    const { advance } = await open(world);
    type('Name', 'mine');
    await world.drafts.save(record('theirs'));
    await advance(400);
    expect(text('draft')).toBe('conflict');
    expect(text('theirs')).toBe('theirs');
    expect(field('Name').value).toBe('mine');
    type('Name', 'still mine');
    await advance(400);
    expect(stored(world)).toMatchObject({ name: 'theirs' });
    press('Keep mine');
    await advance(0);
    expect(text('draft')).toBe('saved');
    expect(stored(world)).toMatchObject({ name: 'still mine' });
  });

  it('can take the values that the other tab stored', async () => {
    const world = createWorld();
    const { advance } = await open(world);
    type('Name', 'mine');
    await world.drafts.save(record('theirs'));
    await advance(400);
    press('Take theirs');
    await advance(400);
    expect(field('Name').value).toBe('theirs');
    expect(text('draft')).toBe('restored');
    expect(stored(world)).toMatchObject({ name: 'theirs' });
    type('Name', 'and on');
    await advance(400);
    expect(text('draft')).toBe('saved');
  });

  it('puts this tab’s side of a conflict aside when the page closes', async () => {
    const world = createWorld();
    const { advance, unmount } = await open(world);
    type('Name', 'mine');
    await world.drafts.save(record('theirs'));
    await advance(400);
    unmount();
    await world.platform.advance(0);
    expect(stored(world)).toMatchObject({ name: 'theirs' });
    expect(world.drafts.quarantined).toMatchObject([
      { reason: 'unchosen', record: { value: { values: { name: 'mine' } } } },
    ]);
  });

  it.each([
    ['Keep mine', 'mine, and on'],
    ['Take theirs', 'of the other tab'],
  ])(
    'shows the texts of both tabs that closed at once, and after “%s” keeps “%s”',
    async (choice, chosen) => {
      const world = createWorld();
      await world.drafts.save(record('mine'));
      await world.drafts.quarantine(record('of the other tab', { savedAt: 4 }), 'unchosen');
      const { advance } = await open(world);
      expect(field('Name').value).toBe('mine');
      expect(text('draft')).toBe('conflict');
      expect(text('theirs')).toBe('of the other tab');
      type('Name', 'mine, and on');
      await advance(400);
      expect(stored(world)).toMatchObject({ name: 'mine, and on' });
      press(choice);
      await advance(400);
      expect(field('Name').value).toBe(chosen);
      expect(stored(world)).toMatchObject({ name: chosen });
      expect(text('draft')).toBe('saved');
      expect(await world.drafts.unchosen?.('mira', KEY)).toEqual([]);
    },
  );

  it('puts aside the side of a conflict that the user does not choose', async () => {
    const world = createWorld();
    const { advance } = await open(world);
    type('Name', 'mine');
    await world.drafts.save(record('theirs'));
    await advance(400);
    press('Keep mine');
    await advance(0);
    type('Name', 'mine too');
    await world.drafts.save(record('theirs too', { revision: 3, savedAt: 6 }));
    await advance(400);
    press('Take theirs');
    await advance(400);
    const aside = world.drafts.quarantined.map(({ record: { value }, reason }) => [reason, value]);
    expect(aside).toMatchObject([
      ['conflict', { values: { name: 'theirs' } }],
      ['conflict', { values: { name: 'mine too' } }],
    ]);
  });

  it('ends when another tab has sent it, and the form is not sent before the user has seen that', async () => {
    const world = createWorld();
    await world.drafts.save(
      record('Ada', { value: { values: { name: 'Ada', role: 'poet' }, memo: {} } }),
    );
    const { advance } = await open(world);
    expect(text('draft')).toBe('restored');
    await world.drafts.remove('mira', KEY, 1);
    press('Save');
    await advance(1000);
    expect(text('draft')).toBe('ended');
    expect(text('more')).toBe('false');
    expect(text('state')).toBe('idle');
    expect(field('Name').value).toBe('Ada');
    press('Save');
    await advance(1500);
    expect(text('state')).toBe('queued');
    expect(text('draft')).toBe('none');
  });

  it('ends as soon as the other tab announces the end, and keeps the values typed here since', async () => {
    const world = createWorld();
    const listeners: ((revision: number) => void)[] = [];
    Object.assign(world.drafts, {
      onRemoved: (_owner: string, _key: string, listener: (revision: number) => void) => {
        listeners.push(listener);
        return () => void listeners.splice(listeners.indexOf(listener), 1);
      },
    });
    await world.drafts.save(record('Ada'));
    const { advance, unmount } = await open(world);
    type('Name', 'Ada Lovelace');
    await world.drafts.remove('mira', KEY, 1);
    await act(async () => listeners.forEach((listener) => listener(1)));
    expect(text('draft')).toBe('ended');
    expect(text('more')).toBe('true');
    await advance(400);
    expect(stored(world)).toMatchObject({ name: 'Ada Lovelace' });
    expect(text('draft')).toBe('ended');
    press('Keep mine');
    await advance(400);
    expect(text('draft')).toBe('saved');
    unmount();
    expect(listeners).toEqual([]);
  });

  it('does not stop a form from being sent when the store never answers', async () => {
    const world = createWorld();
    await world.drafts.save(
      record('Ada', { value: { values: { name: 'Ada', role: 'poet' }, memo: {} } }),
    );
    const { advance } = await open(world);
    Object.assign(world.drafts, { load: () => new Promise(() => {}) });
    press('Save');
    await advance(2500);
    expect(text('state')).toBe('queued');
  });

  it('does not remove a draft that another tab stored since, when this form is sent', async () => {
    const world = createWorld();
    const { advance } = await open(world);
    type('Name', 'Ada');
    type('Role', 'poet');
    await advance(400);
    await world.drafts.save(record('theirs', { revision: 2 }));
    press('Save');
    await advance(1500);
    expect(text('state')).toBe('queued');
    expect(stored(world)).toMatchObject({ name: 'theirs' });
  });

  it('reports a stored draft that it cannot read, puts it aside and goes on beside it', async () => {
    const world = createWorld();
    const broken = record('', { value: 'what?' });
    await world.drafts.save(broken);
    const { advance } = await open(world);
    expect(text('draft')).toBe('quarantined');
    expect(world.drafts.quarantined).toMatchObject([{ record: broken, reason: 'invalid' }]);
    type('Name', 'Ada');
    await advance(400);
    expect(text('draft')).toBe('quarantined');
    expect(stored(world)).toMatchObject({ name: 'Ada' });
  });

  it('puts a draft aside that an older version of the app stored meanwhile in another tab, and is kept', async () => {
    const world = createWorld();
    const { advance } = await open(world);
    const older = record('of an older version', { version: 1 });
    await world.drafts.save(older);
    type('Name', 'Ada');
    await advance(400);
    expect(text('draft')).toBe('quarantined');
    expect(world.drafts.quarantined).toMatchObject([{ record: older, reason: 'invalid' }]);
    expect(stored(world)).toMatchObject({ name: 'Ada' });
  });

  it('leaves a draft of a newer version alone', async () => {
    const world = createWorld();
    await world.drafts.save(record('newer', { version: 3 }));
    const { advance } = await open(world);
    type('Name', 'Ada');
    await advance(400);
    expect(text('draft')).toBe('read-only');
    expect(stored(world)).toMatchObject({ name: 'newer' });
  });

  it('says at once when the device cannot store it, and when the device can again', async () => {
    const world = createWorld();
    const { advance } = await open(world);
    world.drafts.fail(new Failure(catalogue.STORAGE_QUOTA));
    type('Name', 'Ada');
    await advance(400);
    expect(text('draft')).toBe('unavailable');
    expect(world.events).toContainEqual(
      expect.objectContaining({ type: 'draft.changed', state: 'unavailable' }),
    );
    world.drafts.fail(undefined);
    type('Name', 'Ada L');
    await advance(400);
    expect(text('draft')).toBe('saved');
    expect(stored(world)).toMatchObject({ name: 'Ada L' });
  });

  it('never overwrites a stored draft that it could not read', async () => {
    const world = createWorld();
    await world.drafts.save(record('kept'));
    world.drafts.fail(new Failure(catalogue.STORAGE_FAILED));
    const { advance } = await open(world);
    expect(text('draft')).toBe('unavailable');
    world.drafts.fail(undefined);
    type('Name', 'Ada');
    await advance(400);
    expect(text('draft')).toBe('conflict');
    expect(stored(world)).toMatchObject({ name: 'kept' });
  });

  it('of one user is not shown, stored or sent as a draft of the next user', async () => {
    const world = createWorld();
    const { advance } = await open(world);
    type('Name', 'of mira');
    act(() => world.identity.set(null));
    expect(field('Name').value).toBe('of mira');
    act(() => world.identity.set({ subject: 'nils' }));
    await advance(1000);
    expect(field('Name').value).toBe('');
    expect(stored(world)).toMatchObject({ name: 'of mira' });
    expect(stored(world, 'nils')).toBeUndefined();
    type('Name', 'of nils');
    await advance(400);
    act(() => world.identity.set({ subject: 'mira' }));
    await advance(0);
    expect(field('Name').value).toBe('of mira');
    expect(stored(world, 'nils')).toMatchObject({ name: 'of nils' });
  });

  it('never holds an excluded field, and does not change that field in the form', async () => {
    const world = createWorld();
    const draft = { ...kept, exclude: ['role' as const] };
    await world.drafts.save(record('Ada', { value: { values: { name: 'Ada' }, memo: {} } }));
    const { advance } = await open(world, { draft });
    expect(field('Name').value).toBe('Ada');
    expect(field('Role').value).toBe('');
    type('Role', 'secret');
    type('Name', 'Ada L');
    await advance(400);
    expect(stored(world)).toEqual({ name: 'Ada L' });
  });

  it('does not exist for a form without `draft`', async () => {
    const { world, advance } = await open(createWorld(), {});
    type('Name', 'Ada');
    await advance(1000);
    expect(text('draft')).toBe('none');
    expect(stored(world)).toBeUndefined();
  });
});

async function openPlainly(props: SheetFormProps = {}): Promise<ResilientView> {
  const view = renderResilient(<SheetForm {...props} />);
  await view.advance(0);
  return view;
}
function refuse(world: ResilientWorld, ...issues: readonly FieldIssue[]): void {
  world.transport.answerWith(() =>
    problemAnswer(new Failure(catalogue.REQUEST_INVALID, { details: { issues } })),
  );
}

describe('sending a form', () => {
  const taken = { pointer: '/name', message: 'The name is taken.' };

  it('sends no values that its schema refuses, and focuses the first wrong field', async () => {
    const { world, advance } = await openPlainly();
    type('Name', 'Ada');
    press('Save');
    await advance(0);
    expect(text('errors')).toBe(',role is missing');
    expect(document.activeElement).toBe(field('Role'));
    expect(world.outbox.entries.getSnapshot()).toEqual([]);
  });

  it('works without a draft, also after the user paused for long', async () => {
    const { world, advance } = await openPlainly();
    type('Name', 'Ada');
    type('Role', 'poet');
    await advance(1000);
    press('Save');
    await advance(1500);
    expect(world.outbox.entries.getSnapshot()).toHaveLength(1);
  });

  it('joins a second press while the first is under way', async () => {
    const outcomes: string[] = [];
    const { world, advance } = await openPlainly({ onOutcome: ({ kind }) => outcomes.push(kind) });
    type('Name', 'Ada');
    type('Role', 'poet');
    press('Save');
    press('Save');
    await advance(1500);
    expect(world.outbox.entries.getSnapshot()).toHaveLength(1);
    expect(outcomes).toEqual(['queued']);
  });

  it('sends the text typed between two presses after the first is answered', async () => {
    const { world, advance } = await openPlainly({ draft: kept });
    type('Name', 'Ada');
    type('Role', 'poet');
    press('Save');
    await advance(0);
    type('Name', 'Grace');
    press('Save');
    await advance(4000);
    expect(world.outbox.entries.getSnapshot()).toMatchObject([
      { input: { name: 'Ada' } },
      { input: { name: 'Grace' } },
    ]);
    expect(stored(world)).toBeUndefined();
  });

  it('keeps a dead letter until its correction is committed, when no draft holds it', async () => {
    const { world, advance } = await openPlainly({});
    type('Name', 'Ada');
    type('Role', 'poet');
    press('Save');
    await advance(1500);
    const [entry] = world.outbox.entries.getSnapshot();
    const failure = new Failure(catalogue.REQUEST_INVALID, { details: { issues: [taken] } });
    await act(async () => world.outbox.set(entry?.id ?? '', { kind: 'dead', failure }));
    world.outbox.failAdding(new Failure(catalogue.STORAGE_QUOTA));
    type('Name', 'Grace');
    press('Save');
    await advance(1500);
    expect(world.outbox.entries.getSnapshot()).toMatchObject([{ input: { name: 'Ada' } }]);
    world.outbox.failAdding(undefined);
  });

  it('puts an issue of the server on its field and focuses it', async () => {
    const { world, advance } = await openPlainly({ operation: send });
    refuse(world, taken, { pointer: '', message: 'Not today.' });
    type('Name', 'Ada');
    type('Role', 'poet');
    press('Save');
    await advance(0);
    expect(text('errors')).toBe('The name is taken.,');
    expect(text('form-issues')).toBe('Not today.');
    await waitFor(() => expect(document.activeElement).toBe(field('Name')));
  });

  it('keeps that issue until its own value changes, and counts as valid all the while', async () => {
    const { world, advance } = await openPlainly({ operation: send });
    refuse(world, taken);
    type('Name', 'Ada');
    type('Role', 'poet');
    press('Save');
    await advance(0);
    expect(text('valid')).toBe('true');
    type('Role', 'writer');
    fireEvent.blur(field('Name'));
    await advance(0);
    press('Check');
    await advance(0);
    expect(text('errors')).toBe('The name is taken.,');
    expect(text('valid')).toBe('true');
    type('Name', 'Grace');
    await advance(0);
    expect(text('errors')).toBe(',');
    expect(text('valid')).toBe('true');
    type('Name', '');
    await advance(0);
    expect(text('errors')).toBe('name is missing,');
    expect(text('valid')).toBe('false');
  });

  it('lets the user send the same values again, because the server may accept them by now', async () => {
    const { world, advance } = await openPlainly({ operation: send });
    refuse(world, taken);
    type('Name', 'Ada');
    type('Role', 'poet');
    press('Save');
    await advance(0);
    world.transport.answerWith(() => jsonAnswer({}));
    press('Save');
    await advance(0);
    expect(text('state')).toBe('live');
    expect(text('errors')).toBe(',');
  });

  it('repeats a write that may have taken effect under the same key, and sends a changed form under a new key', async () => {
    const { world, advance } = await openPlainly({ operation: send });
    const keys = (): unknown[] =>
      world.transport.requests.map(({ headers }) => headers['idempotency-key']);
    type('Name', 'Ada');
    type('Role', 'poet');
    press('Save');
    await advance(0);
    expect(text('state')).toBe('failed');
    press('Save');
    await advance(0);
    expect(new Set(keys())).toHaveProperty('size', 1);
    type('Name', 'Grace');
    press('Save');
    await advance(0);
    expect(keys()).toHaveLength(3);
    expect(new Set(keys())).toHaveProperty('size', 2);
  });

  it('shows why a queued write is refused later, takes no focus, and replaces the dead letter', async () => {
    const { world, advance } = await openPlainly({ draft: kept });
    type('Name', 'Ada');
    type('Role', 'poet');
    press('Save');
    await advance(1500);
    const [entry] = world.outbox.entries.getSnapshot();
    const failure = new Failure(catalogue.REQUEST_INVALID, { details: { issues: [taken] } });
    field('Role').focus();
    await act(async () => world.outbox.set(entry?.id ?? '', { kind: 'dead', failure }));
    await advance(0);
    expect(text('errors')).toBe('The name is taken.,');
    expect(document.activeElement).toBe(field('Role'));
    type('Name', 'Grace');
    press('Save');
    await advance(1500);
    expect(world.outbox.entries.getSnapshot()).toMatchObject([{ input: { name: 'Grace' } }]);
    expect(text('state')).toBe('queued');
  });

  it('shows no failure of a sending beside the issues of a later press, and then replaces the dead letter', async () => {
    const { world, advance } = await openPlainly({ draft: kept });
    type('Name', 'Ada');
    type('Role', 'poet');
    press('Save');
    await advance(1500);
    const [entry] = world.outbox.entries.getSnapshot();
    const failure = new Failure(catalogue.REQUEST_INVALID);
    await act(async () => world.outbox.set(entry?.id ?? '', { kind: 'dead', failure }));
    await advance(0);
    expect(text('state')).toBe('failed');
    type('Name', '');
    press('Save');
    await advance(0);
    expect([text('errors'), text('state')]).toEqual(['name is missing,', 'idle']);
    type('Name', 'Grace');
    press('Save');
    await advance(1500);
    expect(world.outbox.entries.getSnapshot()).toMatchObject([{ input: { name: 'Grace' } }]);
    expect(text('state')).toBe('queued');
  });

  it('shows the failure of a sending again when the same one fails once more', async () => {
    const { world, advance } = await openPlainly({ operation: send });
    const fail = async (): Promise<void> => {
      world.transport.answerWith(() => jsonAnswer({}, 422));
      press('Save');
      await advance(1500);
    };
    type('Name', 'Ada');
    type('Role', 'poet');
    await fail();
    expect(text('state')).toBe('failed');
    type('Name', '');
    press('Save');
    await advance(0);
    expect(text('state')).toBe('idle');
    type('Name', 'Ada');
    await fail();
    expect(text('state')).toBe('failed');
  });

  it('replaces a dead letter also when the store of drafts never answers', async () => {
    const { world, advance } = await openPlainly({ draft: kept });
    type('Name', 'Ada');
    type('Role', 'poet');
    press('Save');
    await advance(1500);
    const [entry] = world.outbox.entries.getSnapshot();
    const failure = new Failure(catalogue.REQUEST_INVALID, { details: { issues: [taken] } });
    await act(async () => world.outbox.set(entry?.id ?? '', { kind: 'dead', failure }));
    Object.assign(world.drafts, { save: () => new Promise(() => {}) });
    type('Name', 'Grace');
    press('Save');
    await advance(2500);
    expect(world.outbox.entries.getSnapshot()).toMatchObject([{ input: { name: 'Grace' } }]);
    expect(text('state')).toBe('queued');
  });

  it('leaves a dead letter alone when the user has started over', async () => {
    const { world, advance } = await openPlainly({ draft: kept });
    type('Name', 'Ada');
    type('Role', 'poet');
    press('Save');
    await advance(1500);
    const [entry] = world.outbox.entries.getSnapshot();
    const failure = new Failure(catalogue.REQUEST_INVALID, { details: { issues: [taken] } });
    await act(async () => world.outbox.set(entry?.id ?? '', { kind: 'dead', failure }));
    press('Discard');
    await advance(0);
    type('Name', 'Grace');
    type('Role', 'admiral');
    press('Save');
    await advance(1500);
    expect(world.outbox.entries.getSnapshot()).toMatchObject([
      { input: { name: 'Ada' }, state: { kind: 'dead' } },
      { input: { name: 'Grace' } },
    ]);
  });

  it('leaves the dead letter of another user alone, and shows the next user no issue of it', async () => {
    const { world, advance } = await openPlainly({ draft: kept });
    type('Name', 'Ada');
    type('Role', 'poet');
    press('Save');
    await advance(1500);
    const [entry] = world.outbox.entries.getSnapshot();
    const failure = new Failure(catalogue.REQUEST_INVALID, { details: { issues: [taken] } });
    await act(async () => world.outbox.set(entry?.id ?? '', { kind: 'dead', failure }));
    expect(text('errors')).toBe('The name is taken.,');
    act(() => world.identity.set({ subject: 'nils' }));
    await advance(0);
    expect(text('errors')).toBe(',');
    type('Name', 'Ada');
    type('Role', 'poet');
    await advance(0);
    expect([text('errors'), text('state')]).toEqual([',', 'idle']);
    press('Save');
    await advance(1500);
    expect([text('errors'), text('state')]).toEqual([',', 'queued']);
    act(() => world.identity.set({ subject: 'mira' }));
    expect(world.outbox.entries.getSnapshot()).toMatchObject([{ state: { kind: 'dead' } }]);
  });

  it('does not send a correction as the next user, who signs in while the draft is being stored', async () => {
    const { world, advance } = await openPlainly({ draft: kept });
    type('Name', 'Ada');
    type('Role', 'poet');
    press('Save');
    await advance(1500);
    const [entry] = world.outbox.entries.getSnapshot();
    const failure = new Failure(catalogue.REQUEST_INVALID, { details: { issues: [taken] } });
    await act(async () => world.outbox.set(entry?.id ?? '', { kind: 'dead', failure }));
    type('Name', 'Grace');
    Object.assign(world.drafts, { save: () => new Promise(() => {}) });
    press('Save');
    await advance(100);
    act(() => world.identity.set({ subject: 'nils' }));
    await advance(2000);
    expect(world.outbox.entries.getSnapshot()).toEqual([]);
    act(() => world.identity.set({ subject: 'mira' }));
    expect(world.outbox.entries.getSnapshot()).toMatchObject([
      { input: { name: 'Ada' }, state: { kind: 'dead' } },
    ]);
  });

  it('leaves a dead letter alone when the form has gone on to another write', async () => {
    const { world, advance } = await openPlainly({ draft: kept });
    type('Name', 'Ada');
    type('Role', 'poet');
    press('Save');
    await advance(1500);
    type('Name', 'Grace');
    const [entry] = world.outbox.entries.getSnapshot();
    const failure = new Failure(catalogue.REQUEST_INVALID, { details: { issues: [taken] } });
    await act(async () => world.outbox.set(entry?.id ?? '', { kind: 'dead', failure }));
    press('Save');
    await advance(1500);
    expect(world.outbox.entries.getSnapshot()).toMatchObject([
      { input: { name: 'Ada' }, state: { kind: 'dead' } },
      { input: { name: 'Grace' } },
    ]);
  });

  it('gives the write its input by `toInput`, and declares the values that a reload would lose', async () => {
    const labels: string[] = [];
    const work: UnsavedWork = {
      labels: createCell<readonly string[]>([]),
      declare(label) {
        labels.push(label);
        return () => void labels.splice(labels.indexOf(label), 1);
      },
    };
    const { world, advance } = renderResilient(<Mapped />, {
      world: createWorld({ unsavedWork: work }),
    });
    await advance(0);
    expect(labels).toEqual([]);
    type('Name', 'Ada');
    type('Role', 'poet');
    expect(labels).toEqual(['A sheet']);
    await advance(400);
    expect(labels).toEqual([]);
    press('Save');
    await advance(0);
    expect(world.outbox.entries.getSnapshot()).toMatchObject([{ input: { name: 'Ada, poet' } }]);
  });
});

function Mapped(): ReactElement {
  const form = useResilientForm({
    schema,
    defaultValues: { name: '', role: '' },
    submit: useWrite(save),
    toInput: ({ name, role }) => ({ name: `${name}, ${role}`, role }),
    draft: keepDraft({ ...kept, unsaved: 'A sheet' }),
  });
  return (
    <>
      <input aria-label="Name" {...form.register('name')} />
      <input aria-label="Role" {...form.register('role')} />
      <button type="button" onClick={() => void form.submit()}>
        Save
      </button>
    </>
  );
}
