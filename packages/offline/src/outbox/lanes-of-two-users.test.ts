import { createCell, type Identity } from '@holdfast/core';
import { createVirtualPlatform, memoryTabs } from '@holdfast/testing';
import { expect, it } from 'vitest';
import { outboxOn } from './create-outbox.ts';
import { memoryOutboxStore } from './memory-outbox-store.contract.ts';
import { createScriptedServer, entry, untilState } from './outbox-stage.contract.ts';

it('an answer to one user begins no send in the lane of the same name of another user', async () => {
  const platform = createVirtualPlatform();
  const server = createScriptedServer();
  const identity = createCell<Identity | null>({ subject: 'ben' });
  const { locks, channel } = memoryTabs().open();
  const { transport } = server;
  const outbox = outboxOn(memoryOutboxStore, { transport, identity, platform, locks, channel });
  await outbox.ready;
  // Its answer shows that the server takes what it is sent, so that lanes flow from here on.
  await outbox.add(entry('b1', { owner: 'ben', lane: 'z' }));
  await outbox.add(entry('b2', { owner: 'ben', lane: 'z' }));
  (await server.next()).answer(200, {});
  const ofBen = await server.next();
  identity.set({ subject: 'ann' });
  await outbox.add(entry('a1', { lane: 'z' }));
  await outbox.add(entry('a2', { lane: 'z' }));
  const ofAnn = await server.next();
  await untilState(outbox, 'a2', 'sending');
  ofBen.answer(200, {});
  await platform.advance(100);
  expect(server.arrivals.map(({ key }) => key)).toEqual(['b1', 'b2', 'a1']);
  ofAnn.answer(200, {});
  expect((await server.next()).key).toBe('a2');
  await outbox.dispose();
});
