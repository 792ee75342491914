import { createCell, createHoldfast, defineWrite } from '@holdfast/core';
import { createVirtualPlatform } from '@holdfast/testing';
import { expect, it } from 'vitest';
import { onThisDevice } from './on-this-device.ts';
import { createScriptedServer } from './outbox/outbox-stage.contract.ts';

const save = defineWrite('save', {
  request: () => ({ method: 'PUT', path: 'a' }),
  lane: () => 'a',
  offline: 'queue',
});

it('onThisDevice gives a runtime an outbox, a cache, drafts and a buffer for reports, also on a device without storage', async () => {
  const { transport, next } = createScriptedServer();
  const identity = createCell({ subject: 'ann' });
  const { outbox, cache, drafts, dispose, run } = createHoldfast({
    ...{ transport, identity, platform: createVirtualPlatform() },
    baseUrl: 'https://notes.example/',
    ...onThisDevice(),
  });
  await outbox.ready;
  const outcome = run(save);
  (await next()).answer(204);
  expect((await outcome).kind).toBe('live');
  await expect(cache.get('ann', 'a')).rejects.toMatchObject({ code: 'STORAGE_UNAVAILABLE' });
  await expect(drafts.quarantined('ann')).rejects.toMatchObject({ code: 'STORAGE_UNAVAILABLE' });
  await dispose();
});

it('onThisDevice starts nothing on a server, and serves several runtimes', async () => {
  const { transport, arrivals } = createScriptedServer();
  const preset = onThisDevice();
  const one = createHoldfast({ transport, ...preset });
  const other = createHoldfast({ transport, ...preset });
  expect(one.outbox).not.toBe(other.outbox);
  expect(one.cache).not.toBe(other.cache);
  await Promise.all([one.dispose(), other.dispose()]);
  expect(arrivals).toEqual([]);
});
