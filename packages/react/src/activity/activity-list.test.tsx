import { Failure, type EntryView } from '@holdfast/core';
import { CONFLICT, NETWORK_FAILED, SERVER_ERROR, STORAGE_QUOTA } from '@holdfast/core/failures';
import type { EntryState } from '@holdfast/core/parts';
import { createWorld, type ResilientWorld } from '@holdfast/testing';
import { endResilient, renderResilient, type ResilientView } from '@holdfast/testing/react';
import { act, fireEvent, screen, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterEach, expect, it, vi } from 'vitest';
import { Announcer } from '../announcer/announcer.tsx';
import { ActivityList, type ActivityListProps } from './activity-list.tsx';
import { addEntry, saidIn } from './memory-entry.contract.ts';

afterEach(endResilient);

const subjectOf = ({ input }: EntryView): string => String(input);
const dead: EntryState = { kind: 'dead', failure: new Failure(SERVER_ERROR, { status: 500 }) };
const conflict: EntryState = {
  kind: 'blocked',
  reason: 'conflict',
  failure: new Failure(CONFLICT),
};
const show = (world: ResilientWorld, more: Partial<ActivityListProps> = {}): ResilientView =>
  renderResilient(
    <>
      <ActivityList subjectOf={subjectOf} {...more} />
      <Announcer />
    </>,
    { world },
  );
const part = (name: string): HTMLElement => screen.getByRole('region', { name });
const lines = (name: string): readonly (string | undefined)[] =>
  within(part(name))
    .queryAllByRole('listitem')
    .map((line) => line.querySelector('p')?.textContent ?? undefined);
const focused = (): string | null | undefined => document.activeElement?.textContent;
const press = (name: string | RegExp): void => {
  const button = screen.getByRole('button', { name });
  act(() => button.focus());
  fireEvent.click(button);
};

it('shows changes that need the user and changes that wait, each as a sentence', async () => {
  const world = createWorld();
  world.connectivity.note('answered');
  await addEntry(world, 'Mara', { state: dead });
  await addEntry(world, 'Teo', { state: { kind: 'sending' } });
  const dueAt = world.platform.now() + 120_000;
  const failure = new Failure(NETWORK_FAILED);
  await addEntry(world, 'Ada', { state: { kind: 'waiting', dueAt, failure } });
  await addEntry(world, 'Ben');
  show(world);
  expect(lines('Needs you')).toEqual(['Mara, not sent, written now']);
  expect(lines('Waiting')).toEqual([
    'Teo, being sent now, written now',
    'Ada, next try in 2 minutes, written now',
    'Ben, waiting for its turn, written now',
  ]);
  expect(screen.getByText(/It is still on this device/)).toBeTruthy();
});

it('names the change that holds up a lane, on the changes behind it', async () => {
  const world = createWorld();
  await addEntry(world, 'Mara', { lane: 'mara', state: conflict });
  await addEntry(world, 'Note on Mara', { lane: 'mara' });
  show(world);
  expect(lines('Waiting')).toEqual(['Note on Mara, waiting, written now']);
  const said = within(part('Waiting')).getByText(/which needs you first/);
  expect(said.textContent).toBe('This waits for “Mara”, which needs you first.');
  expect(said.querySelector('bdi')?.textContent).toBe('Mara');
});

it('tries again', async () => {
  const world = createWorld();
  await addEntry(world, 'Mara', { state: dead });
  const { advance } = show(world);
  press('Try again: Mara');
  await advance(0);
  expect(lines('Waiting')).toEqual(['Mara, waiting for its turn, written now']);
});

it('says so in place when the device cannot store the decision', async () => {
  const world = createWorld();
  await addEntry(world, 'Mara', { state: dead });
  world.outbox.retry = () => Promise.reject(new Failure(STORAGE_QUOTA));
  const { advance } = show(world);
  press('Try again: Mara');
  await advance(0);
  const line = within(part('Needs you')).getByRole('listitem');
  const trouble = 'Nothing was changed. This device has no room left.';
  expect(within(line).getByText(trouble)).toBeTruthy();
  expect(saidIn(screen.getAllByRole('alert'))).toEqual([trouble]);
});

it('works by keyboard alone, and each press moves the focus to the next place', async () => {
  const world = createWorld();
  await addEntry(world, 'Mara', { state: dead });
  show(world);
  const user = userEvent.setup({ delay: null });
  await user.tab();
  expect(focused()).toBe('Try again');
  await user.keyboard('{Tab} ');
  expect([focused(), ...lines('Needs you')]).toEqual(['Undo', 'Mara, discarded']);
  expect(saidIn(screen.getAllByRole('status'))).toEqual(['Mara: discarded']);
  await user.keyboard('{Enter}');
  expect([focused(), ...lines('Needs you')]).toEqual(['Try again', 'Mara, not sent, written now']);
});

it('discards only after the time for "Undo", and keeps the focus', async () => {
  const world = createWorld();
  await addEntry(world, 'Mara', { state: dead });
  const { advance } = show(world);
  press('Discard: Mara');
  expect(lines('Needs you')).toEqual(['Mara, discarded']);
  expect(saidIn(screen.getAllByRole('status'))).toEqual(['Mara: discarded']);
  expect(document.activeElement?.textContent).toBe('Undo');
  await advance(9000);
  press('Undo: Mara');
  expect(document.activeElement?.textContent).toBe('Try again');
  await advance(60_000);
  expect(lines('Needs you')).toHaveLength(1);

  press('Discard: Mara');
  await advance(10_000);
  expect(world.outbox.entries.getSnapshot()).toEqual([]);
  expect(document.activeElement?.textContent).toBe('Needs you');
});

it('discards also after the user has left the list', async () => {
  const world = createWorld();
  await addEntry(world, 'Mara', { state: dead });
  const { advance, unmount } = show(world);
  press('Discard: Mara');
  unmount();
  await advance(10_000);
  expect(world.outbox.entries.getSnapshot()).toEqual([]);
});

it('offers no "Discard" on a change that a tab may send at any moment', async () => {
  const world = createWorld();
  await addEntry(world, 'Mara');
  await addEntry(world, 'Teo', { state: { kind: 'sending' } });
  show(world);
  expect(screen.queryByRole('button', { name: /Discard/ })).toBeNull();
});

it('opens a change for editing until the server may have seen it', async () => {
  const world = createWorld();
  const onEdit = vi.fn<(entry: EntryView) => void>();
  const failure = new Failure(NETWORK_FAILED);
  await addEntry(world, 'Mara', { state: dead });
  await addEntry(world, 'Teo', { state: { kind: 'sending' } });
  act(() => world.outbox.set('Teo', { kind: 'waiting', dueAt: 0, failure }));
  show(world, { onEdit });
  press('Edit: Mara');
  expect(onEdit.mock.calls.map(([entry]) => entry.id)).toEqual(['Mara']);
  expect(screen.queryByRole('button', { name: 'Edit: Teo' })).toBeNull();
});

it('gives the user a copy, and the buttons of the app', async () => {
  const world = createWorld();
  const onExport = vi.fn<(entries: readonly EntryView[]) => void>();
  const run = vi.fn<() => void>();
  await addEntry(world, 'Mara', { state: conflict });
  show(world, { onExport, actionsOf: () => [{ label: 'Compare', run }] });
  press('Compare: Mara');
  press('Download what is not sent yet');
  expect(run).toHaveBeenCalledOnce();
  expect(onExport.mock.calls[0]?.[0].map(({ id }) => id)).toEqual(['Mara']);
});

it('lets the app add to the line of an entry, or replace it', async () => {
  const world = createWorld();
  await addEntry(world, 'Mara', { state: conflict });
  await addEntry(world, 'Teo', { state: dead });
  show(world, {
    whyOf: ({ id }) => (id === 'Teo' ? 'An account can have five characters.' : undefined),
    renderInstead: ({ id }) => id === 'Mara' && <p>Two versions of Mara</p>,
  });
  expect(lines('Needs you')).toEqual(['Two versions of Mara', 'Teo, not sent, written now']);
  expect(screen.getByText('An account can have five characters.')).toBeTruthy();
});

it('shows the sent changes that the app gives', () => {
  const world = createWorld();
  show(world, { sent: [{ id: 's', subject: 'Mara', at: world.platform.now() - 600_000 }] });
  expect(lines('Sent')).toEqual(['Mara, saved 10 minutes ago']);
  expect(part('Needs you').textContent).toContain('Nothing needs you.');
});

it('shows the first lines of a long part, and all of them when the user asks', async () => {
  const world = createWorld();
  for (let nth = 1; nth <= 25; nth += 1) {
    // oxlint-disable-next-line no-await-in-loop -- in their order
    await addEntry(world, `Note ${nth}`);
  }
  show(world);
  expect(lines('Waiting')).toHaveLength(20);
  press('Show all 25');
  expect(lines('Waiting')).toHaveLength(25);
  expect(screen.queryByRole('button', { name: /Show all/ })).toBeNull();
});

it('lets the app show the subject of an entry as a link to it', async () => {
  const world = createWorld();
  await addEntry(world, 'Mara');
  show(world, { renderSubject: (entry) => <a href="/mara">{subjectOf(entry)}</a> });
  const link = within(part('Waiting')).getByRole('link', { name: 'Mara' });
  expect(link.getAttribute('href')).toBe('/mara');
});
