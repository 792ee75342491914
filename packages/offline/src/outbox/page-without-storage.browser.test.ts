import { createCell, createHoldfast, defineWrite, type Identity } from '@holdfast/core';
import { beforeAll, expect, it, onTestFinished } from 'vitest';
import { createOutbox } from './create-outbox.ts';
import { createScriptedServer } from './outbox-stage.contract.ts';

// This file has a page of its own, from which the test removes everything that an outbox uses.
beforeAll(() => {
  for (const name of ['indexedDB', 'BroadcastChannel']) {
    for (const owner of [globalThis, Window.prototype]) Reflect.deleteProperty(owner, name);
  }
  Reflect.deleteProperty(Navigator.prototype, 'locks');
});

const save = defineWrite('note.save', {
  request: () => ({ method: 'PUT', path: 'note', json: {} }),
  lane: () => 'note',
  offline: 'queue',
});
const isAskedWhenLeaving = (): boolean => {
  const leaving = new Event('beforeunload', { cancelable: true });
  dispatchEvent(leaving);
  return leaving.defaultPrevented;
};

it('a page without storage sends a write that it cannot store, says so, and asks before the user leaves', async () => {
  expect([typeof indexedDB, typeof BroadcastChannel, navigator.locks]).toEqual([
    'undefined',
    'undefined',
    undefined,
  ]);
  const { transport, ...server } = createScriptedServer();
  const identity = createCell<Identity | null>({ subject: 'ann' });
  const outbox = createOutbox({ transport, identity });
  onTestFinished(() => outbox.dispose());
  await outbox.ready;
  const holdfast = createHoldfast({ transport, identity, outbox });
  const outcomes = [holdfast.run(save), holdfast.run(save)];
  const first = await server.next();
  expect(outbox.storage.getSnapshot()).toMatchObject({ code: 'STORAGE_UNAVAILABLE' });
  expect(outbox.entries.getSnapshot()).toMatchObject([{ kept: false }, { kept: false }]);
  expect(server.arrivals).toHaveLength(1);
  expect(isAskedWhenLeaving()).toBe(true);
  first.answer(200, {});
  (await server.next()).answer(200, {});
  expect((await Promise.all(outcomes)).map(({ kind }) => kind)).toEqual(['live', 'live']);
  expect(isAskedWhenLeaving()).toBe(false);
});
