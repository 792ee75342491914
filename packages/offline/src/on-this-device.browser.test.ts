import { createCell, createHoldfast, defineWrite } from '@holdfast/core';
import { expect, it, onTestFinished, vi } from 'vitest';
import { onThisDevice } from './on-this-device.ts';
import { createOutbox } from './outbox/create-outbox.ts';
import { createScriptedServer } from './outbox/outbox-stage.contract.ts';

const save = defineWrite('save', {
  request: () => ({ method: 'PUT', path: 'a' }),
  lane: () => 'a',
  offline: 'queue',
});

it('onThisDevice keeps everything under one name, and closes it with the runtime', async () => {
  const { transport, next } = createScriptedServer();
  const identity = createCell({ subject: 'ann' });
  const preset = onThisDevice({ name: 'all-of-it' });
  const { outbox, cache, drafts, run, dispose } = createHoldfast({
    ...{ transport, identity, liveWithinMs: 0 },
    ...preset,
  });
  expect((await run(save)).kind).toBe('queued');
  (await next()).answer(503);
  await cache.put('ann', 'k', { value: 1, storedAt: 1 });
  expect(await cache.get('ann', 'k')).toEqual({ value: 1, storedAt: 1 });
  expect(await drafts.quarantined('ann')).toEqual([]);
  await expect.poll(() => outbox.entries.getSnapshot()[0]?.state.kind).toBe('waiting');

  const close = vi.spyOn(IDBDatabase.prototype, 'close');
  onTestFinished(() => close.mockRestore());
  await dispose();
  const closed = close.mock.contexts.map((database) => (database as IDBDatabase).name);
  expect(closed.toSorted()).toEqual(['all-of-it-cache', 'all-of-it-drafts', 'all-of-it-outbox']);
});

it('an app may hand createOutbox itself over, and the outbox tells the sinks of the runtime', async () => {
  const { transport, next } = createScriptedServer();
  const told: string[] = [];
  const { outbox, run, dispose } = createHoldfast({
    ...{ transport, identity: createCell({ subject: 'ann' }), outbox: createOutbox },
    sinks: [({ type }) => void told.push(type)],
  });
  const outcome = run(save);
  (await next()).answer(204);
  expect((await outcome).kind).toBe('live');
  await outbox.drain();
  expect(told).toContain('outbox.burst');
  await dispose();
});
