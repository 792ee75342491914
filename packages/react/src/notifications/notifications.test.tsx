import { Failure } from '@holdfast/core';
import { NETWORK_FAILED, SERVER_ERROR, TIMEOUT } from '@holdfast/core/failures';
import { createWorld, type ResilientWorld } from '@holdfast/testing';
import { endResilient, renderResilient, type ResilientView } from '@holdfast/testing/react';
import { act, fireEvent, screen } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { saidIn } from '../activity/memory-entry.contract.ts';
import { createNotifications, type NotificationStore } from './create-notifications.ts';
import { Notifications } from './notifications.tsx';

afterEach(endResilient);

function show(world: ResilientWorld = createWorld()): ResilientView & { store: NotificationStore } {
  const { platform, connectivity } = world;
  const store = createNotifications({ platform, connectivity });
  return { store, ...renderResilient(<Notifications store={store} />, { world }) };
}
const failed = (): Failure => new Failure(SERVER_ERROR, { status: 500 });
const regions = (): readonly HTMLElement[] => [
  ...screen.getAllByRole('status'),
  ...screen.getAllByRole('alert'),
];
const visible = (): readonly (string | null)[] =>
  [...document.querySelectorAll('.hf-notices > ol > li .hf-title')].map((one) => one.textContent);
const actions = (run: () => void) => [{ label: 'Try again', run }];

it('has two live regions before there is anything to say, and keeps them', () => {
  const { store } = show();
  const before = regions();
  expect(before.map((region) => region.getAttribute('aria-live'))).toEqual(['polite', 'assertive']);
  act(() => store.tell('Mara is saved.'));
  expect(regions()).toEqual(before);
});

it('announces news politely and errors at once, each one time', () => {
  const { store } = show();
  act(() => store.tell('Mara is saved.'));
  act(() => store.fail(failed(), { action: 'note.list' }));
  act(() => store.fail(failed(), { action: 'note.list' }));
  expect(saidIn(screen.getAllByRole('status'))).toEqual(['Mara is saved.']);
  expect(saidIn(screen.getAllByRole('alert'))).toEqual(['The server could not do this.']);
  expect(visible()).toEqual(['Mara is saved.', 'The server could not do this.']);
  expect(screen.getByText('2 times')).toBeTruthy();
});

it('puts no button into a live region', () => {
  const { store } = show();
  act(() => store.fail(failed(), { action: 'note.list', actions: actions(() => {}) }));
  for (const region of regions()) expect(region.querySelector('button')).toBeNull();
});

it('tells different failures of one action, and one failure of different actions, apart', () => {
  const { store } = show();
  act(() => store.fail(failed(), { action: 'note.list' }));
  act(() => store.fail(failed(), { action: 'note.save' }));
  act(() => store.fail(new Failure(TIMEOUT), { action: 'note.save' }));
  expect(visible()).toHaveLength(3);
});

it('makes one notice of a storm, and shows each failure on request', () => {
  const { store } = show();
  for (let request = 0; request < 12; request += 1) {
    act(() => store.fail(new Failure(TIMEOUT), { action: `read ${request}` }));
  }
  expect(visible()[0]).toBe('12 requests failed');
  fireEvent.click(screen.getByText('Show each'));
  expect(screen.getAllByText('The server took too long.').length).toBeGreaterThan(11);
  expect(saidIn(screen.getAllByRole('alert')).at(-1)).toBe('5 requests failed');
});

it('takes news and plain errors away after a time, and keeps them in the history', async () => {
  const { store, advance } = show();
  act(() => store.tell('Mara is saved.'));
  act(() => store.fail(failed(), { action: 'note.list' }));
  await advance(10_000);
  expect(visible()).toEqual(['The server could not do this.']);
  await advance(10_000);
  expect(visible()).toEqual([]);
  fireEvent.click(screen.getByText('Earlier messages (2)'));
  expect(screen.getByText('Mara is saved.', { selector: '.hf-title' })).toBeTruthy();
  fireEvent.click(screen.getByRole('button', { name: 'Clear' }));
  expect(screen.queryByText(/Earlier messages/)).toBeNull();
});

it('never removes an error that has an action', async () => {
  const run = vi.fn<() => void>();
  const { store, advance } = show();
  act(() => store.fail(failed(), { action: 'note.list', actions: actions(run) }));
  await advance(3_600_000);
  fireEvent.click(screen.getByRole('button', { name: /^Try again: / }));
  expect(run).toHaveBeenCalledOnce();
  expect(visible()).toEqual([]);
});

it('takes the errors of an action away when the action works again, and no others', () => {
  const { store } = show();
  const run = vi.fn<() => void>();
  act(() => store.fail(failed(), { action: 'note.list', actions: actions(run) }));
  act(() => store.fail(new Failure(TIMEOUT), { action: 'note.list', actions: actions(run) }));
  act(() => store.fail(failed(), { action: 'old note.list', text: 'Another.' }));
  act(() => store.solved('note.list'));
  expect(visible()).toEqual(['Another.']);
  expect(screen.getByText('Earlier messages (2)')).toBeTruthy();
});

it('takes the errors of an action out of a storm when the action works again', () => {
  const { store } = show();
  const requests = ['a', 'b', 'c', 'd', 'e', 'storm'];
  for (const action of requests) act(() => store.fail(failed(), { action }));
  act(() => store.solved('storm'));
  expect(visible()[0]).toBe('5 requests failed');
  for (const action of requests) act(() => store.solved(action));
  expect(visible()).toEqual([]);
});

it('waits while the user points at the news or has the focus in them', async () => {
  const { store, advance } = show();
  act(() => store.tell('Mara is saved.'));
  const section = screen.getByRole('region', { name: 'Messages' });
  fireEvent.pointerEnter(section);
  await advance(60_000);
  expect(visible()).toEqual(['Mara is saved.']);
  fireEvent.pointerLeave(section);
  await advance(9000);
  act(() => screen.getByRole('button', { name: /^Close/ }).focus());
  await advance(60_000);
  expect(visible()).toEqual(['Mara is saved.']);
});

it('closes with Escape and hands the focus on', () => {
  const { store } = show();
  act(() => store.tell('One.'));
  act(() => store.tell('Two.'));
  const button = screen.getByRole('button', { name: 'Close: Two.' });
  act(() => button.focus());
  fireEvent.keyDown(button, { key: 'Escape' });
  expect(visible()).toEqual(['One.']);
  expect(document.activeElement).not.toBe(document.body);
});

it('shows no notice for a failure that the banner about the connection shows', () => {
  const { store, world } = show();
  act(() => world.connectivity.note('device-offline'));
  act(() => store.fail(new Failure(NETWORK_FAILED), { action: 'note.list' }));
  expect(visible()).toEqual([]);
  expect(saidIn(screen.getAllByRole('alert'))).toEqual([]);
  expect(screen.getByText('Earlier messages (1)')).toBeTruthy();
});
