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

it('two runtimes on one page share the device like two tabs: one goes on under the same key when the other ends', async () => {
  const { transport, next, arrivals } = createScriptedServer();
  const identity = createCell({ subject: 'ann' });
  const options = { transport, identity, liveWithinMs: 0, ...onThisDevice({ name: 'shared' }) };
  const [one, other] = [createHoldfast(options), createHoldfast(options)];
  const outcome = await one.run(save);
  const arrival = await next();
  await expect.poll(() => other.outbox.entries.getSnapshot()).toHaveLength(1);
  // The one that sends ends, and the other goes on with the same key.
  await one.dispose();
  const again = await next();
  expect(again.key).toBe(arrival.key);
  again.answer(204);
  await expect.poll(() => other.outbox.entries.getSnapshot()).toEqual([]);
  expect(outcome.kind).toBe('queued');
  expect(arrivals).toHaveLength(2);
  await other.dispose();
});
