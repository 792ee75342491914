import { createCell, type EntryView, type Holdfast } from '@holdfast/core';
import { endResilient, renderResilient } from '@holdfast/testing/react';
import { act, fireEvent, screen } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { addNote, createTroubledWorld } from '../panel-stage.contract.ts';
import type { OutboxDecisions } from '../outbox/outbox-decisions.ts';
import { EMPTY } from '../recording/recording.ts';
import { Panel, type PanelProps } from './panel.tsx';

afterEach(endResilient);

const entry = {
  ...{ id: 'entry-1', seq: 1, lane: 'notes', operation: 'note.add', input: 'text', sends: 1 },
  ...{ incidentId: 'i-1', state: { kind: 'blocked', reason: 'conflict' } },
} as unknown as EntryView;

interface Answers {
  readonly retry?: () => Promise<unknown>;
  readonly cancel?: () => Promise<unknown>;
}

/** A panel whose outbox holds one blocked entry and gives these answers. */
function show(
  { retry = async () => {}, cancel = async () => 'cancelled' }: Answers = {},
  more: Partial<PanelProps> & { readonly decisions?: OutboxDecisions } = {},
  changed: Partial<EntryView> = {},
) {
  const entries = createCell<readonly EntryView[]>([{ ...entry, ...changed }]);
  const outbox = { entries, retry, cancel };
  const { holdfast } = createTroubledWorld();
  renderResilient(
    <Panel
      source={createCell(EMPTY)}
      holdfast={{ ...holdfast, outbox } as unknown as Holdfast}
      {...more}
    />,
  );
  fireEvent.click(screen.getByRole('tab', { name: 'Outbox' }));
  return { entries };
}

const press = (name: RegExp): Promise<void> =>
  act(async () => void fireEvent.click(screen.getByRole('button', { name })));
const said = (): string => screen.getByRole('status').textContent;

// oxlint-disable-next-line prefer-promise-reject-errors -- code of the app may do this
const rejectWithText = async (): Promise<never> => Promise.reject('busy');

describe('the panel says in words', () => {
  it('that an entry is back in line', async () => {
    show();
    await press(/^Send now/);
    expect(said()).toBe('note.add is back in line.');
  });

  it('why an entry could not be sent', async () => {
    show({ retry: async () => Promise.reject(new Error('The outbox is closed.')) });
    await press(/^Send now/);
    expect(said()).toBe('Error: The outbox is closed.');
  });

  it.each([
    ['cancelled', 'note.add: dropped.'],
    ['too-late', 'note.add: too late, it may have arrived.'],
    ['merged', 'note.add: it is a part of another entry now.'],
  ])('how a drop ended: %s', async (end, words) => {
    show({ cancel: async () => end });
    await press(/^Drop/);
    expect(said()).toBe('');
    await press(/^Really drop\?/);
    expect(said()).toBe(words);
  });

  it('nothing of a drop after its first press, which counts no longer once the focus has left', async () => {
    show({ cancel: async () => Promise.reject(new Error('It was dropped.')) });
    await press(/^Drop/);
    fireEvent.blur(screen.getByRole('button', { name: /^Really drop\?/ }));
    await press(/^Drop/);
    expect(said()).toBe('');
  });

  const decisions: OutboxDecisions = {
    editEntry: async () => undefined as never,
    retryUnderNewKey: async () => 'retried',
    inspectEntry: async () => Promise.reject(new Error('It is gone.')),
  };

  it('that an entry goes under a new key, which it offers only for one that stands still', async () => {
    const { entries } = show({}, { decisions });
    await press(/^New key/);
    expect(said()).toBe('note.add: retried.');
    act(() => entries.set([{ ...entry, state: { kind: 'queued' } } as unknown as EntryView]));
    expect(screen.queryByRole('button', { name: /^New key/ })).toBeNull();
  });

  it('that an edit changed nothing', async () => {
    show({}, { decisions, operations: [addNote] });
    await press(/^Edit/);
    await press(/^Save/);
    expect(said()).toBe('note.add: not changed.');
    expect(screen.queryByRole('region', { name: 'Entry of note.add' })).toBeNull();
  });

  it('why an input was refused, also if that is no error', async () => {
    show({}, { decisions: { ...decisions, editEntry: rejectWithText }, operations: [addNote] });
    await press(/^Edit/);
    await press(/^Save/);
    expect(screen.getByRole('alert').textContent).toBe('busy');
    await press(/^Leave it/);
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it('that it cannot edit an input that is more than JSON, and offers no text of a part of it', async () => {
    show({}, { decisions, operations: [addNote] }, { input: { at: new Date(0) } });
    await press(/^Edit/);
    expect(screen.getByText(/^Its input is no JSON, so the panel cannot edit it/)).toBeDefined();
    expect(screen.queryByRole('textbox', { name: 'Input as JSON' })).toBeNull();
    await press(/^Close/);
  });

  it('that it does not know the operation of an entry', async () => {
    show({}, { decisions });
    await press(/^Edit/);
    expect(screen.getByText(/to the panel in/).textContent).toMatch(/^Hand note\.add to the panel/);
    await press(/^Close/);
    expect(screen.queryByText(/to the panel in/)).toBeNull();
  });
});

it('a docked panel is larger while the developer wants it, and a held one shows no change', async () => {
  const source = createCell(EMPTY);
  let closed = 0;
  show({}, { source, onClose: () => (closed += 1) });
  const large = screen.getByRole('button', { name: 'Large' });
  const panel = screen.getByRole('region', { name: 'Holdfast devtools' });
  expect(panel.dataset['size']).toBe('small');
  fireEvent.click(large);
  expect([panel.dataset['size'], large.getAttribute('aria-pressed')]).toEqual(['large', 'true']);
  fireEvent.click(large);
  expect(panel.dataset['size']).toBe('small');

  fireEvent.click(screen.getByRole('tab', { name: 'Timeline' }));
  const hold = screen.getByRole('button', { name: 'Hold' });
  fireEvent.click(hold);
  const event = { type: 'connectivity.changed', at: 1, state: 'offline' } as const;
  act(() => source.set({ ...EMPTY, events: [{ seq: 0, event }] }));
  expect(screen.queryByText(/1 events/)).toBeNull();
  fireEvent.click(hold);
  expect(screen.getByText(/1 events/)).toBeTruthy();
  fireEvent.click(screen.getByRole('button', { name: 'Close' }));
  expect(closed).toBe(1);
});
