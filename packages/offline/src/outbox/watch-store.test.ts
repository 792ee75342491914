import { Failure } from '@holdfast/core';
import { STORAGE_FAILED, STORAGE_QUOTA } from '@holdfast/core/failures';
import { expect, it } from 'vitest';
import type { OutboxStore } from './outbox-store.ts';
import { recordOf } from './entry-record.ts';
import { entry } from './outbox-stage.contract.ts';
import { watchStore, type StorageState } from './watch-store.ts';

const record = recordOf(entry('a'), 0);

/** A store that fails as long as the test says. */
const watched = () => {
  let state: StorageState = 'ok';
  let trouble: unknown;
  const method = async (): Promise<undefined> => {
    if (trouble !== undefined) throw trouble;
  };
  const methods = { add: method, find: method, enter: method };
  const store = watchStore(methods as unknown as OutboxStore, (next) => (state = next(state)));
  return { store, state: () => state, fail: (next: unknown) => (trouble = next) };
};

it('a watched store tells its health and passes failures on, until the storage works again', async () => {
  const { store, state, fail } = watched();
  const failure = new Failure(STORAGE_FAILED);
  fail(failure);
  await expect(store.find(['a'])).rejects.toBe(failure);
  expect(state()).toBe(failure);
  fail(undefined);
  await store.find(['a']);
  expect(state()).toBe('ok');
});

it('a watched store believes in room again only when an entry could be added', async () => {
  const { store, state, fail } = watched();
  const full = new Failure(STORAGE_QUOTA);
  fail(full);
  await expect(store.add(record, 9)).rejects.toBe(full);
  fail(undefined);
  await store.find(['a']);
  await store.enter('ann', () => ({ kind: 'unchanged' }), 0);
  expect(state()).toBe(full);
  await store.add(record, 9);
  expect(state()).toBe('ok');
});

it('a watched store does not blame the storage for a bug', async () => {
  const { store, state, fail } = watched();
  fail(new TypeError('a bug'));
  await expect(store.find(['a'])).rejects.toThrow('a bug');
  expect(state()).toBe('ok');
});
