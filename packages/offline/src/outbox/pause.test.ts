import { createCell, type Identity } from '@holdfast/core';
import { createVirtualPlatform, memoryTabs } from '@holdfast/testing';
import { expect, it, onTestFinished } from 'vitest';
import { outboxOn } from './create-outbox.ts';
import { memoryOutboxStore } from './memory-outbox-store.contract.ts';
import { createScriptedServer, entry, untilGone, untilState } from './outbox-stage.contract.ts';
import type { Outbox } from './outbox.ts';

function stage() {
  const platform = createVirtualPlatform();
  const server = createScriptedServer();
  const identity = createCell<Identity | null>({ subject: 'ann' });
  const store = memoryOutboxStore();
  const tabs = memoryTabs();
  const open = async (): Promise<Outbox> => {
    const { locks, channel } = tabs.open();
    const { transport } = server;
    const outbox = outboxOn(() => store, { transport, identity, platform, locks, channel });
    onTestFinished(() => outbox.dispose());
    await outbox.ready;
    return outbox;
  };
  return { platform, server, identity, store, open };
}

const states = (outbox: Outbox): readonly unknown[] =>
  outbox.entries
    .getSnapshot()
    .map(({ id, state, waitsFor }) => [
      id,
      'reason' in state ? state.reason : state.kind,
      waitsFor,
    ]);

it('a paused outbox sends nothing and says so, and goes on when it is resumed', async () => {
  const { platform, server, open } = stage();
  const outbox = await open();
  await outbox.pause();
  await outbox.add(entry('a'));
  await outbox.add(entry('b'));
  await outbox.add(entry('c', { lane: 'other' }));
  await platform.advance(600_000);
  expect(states(outbox)).toEqual([
    ['a', 'paused', 'user'],
    ['b', 'queued', 'lane'],
    ['c', 'paused', 'user'],
  ]);
  expect(server.arrivals).toEqual([]);
  await outbox.resume();
  expect([(await server.next()).key, (await server.next()).key].toSorted()).toEqual(['a', 'c']);
});

it('an entry that waits already is shown as paused at once', async () => {
  const { server, open } = stage();
  const outbox = await open();
  await outbox.add(entry('a'));
  await outbox.add(entry('b'));
  const first = await server.next();
  await outbox.pause();
  // A send on its way ends as always.
  first.answer(200, {});
  await untilGone(outbox, 'a');
  await untilState(outbox, 'b', 'blocked');
  expect(server.arrivals).toHaveLength(1);
});

it.each(['the tab that sends', 'another tab'])(
  'no request begins after a pause by %s, not even for an entry that was claimed ahead',
  async (by) => {
    const { platform, server, open } = stage();
    const outbox = await open();
    for (const id of ['a', 'b', 'c', 'd']) await outbox.add(entry(id));
    (await server.next()).answer(200, {});
    const second = await server.next();
    await untilState(outbox, 'c', 'sending');
    const pausing = by === 'another tab' ? await open() : outbox;
    await pausing.pause();
    await platform.advance(0);
    second.answer(200, {});
    await untilState(outbox, 'c', 'blocked');
    expect(server.arrivals).toHaveLength(2);
    await pausing.resume();
    expect((await server.next()).key).toBe('c');
  },
);

it('a paused lane keeps no other lane waiting', async () => {
  const { server, open } = stage();
  const outbox = await open();
  await outbox.pause('slow');
  await outbox.add(entry('a', { lane: 'slow' }));
  await outbox.add(entry('b', { lane: 'quick' }));
  expect((await server.next()).key).toBe('b');
  await untilState(outbox, 'a', 'blocked');
});

it('a lane that was paused by name stays paused until it is resumed by name', async () => {
  const { server, open } = stage();
  const outbox = await open();
  await outbox.pause('lane');
  await outbox.pause();
  expect(await outbox.paused()).toEqual(['', 'lane']);
  await outbox.add(entry('a'));
  await outbox.add(entry('b', { lane: 'other' }));
  await outbox.resume();
  expect((await server.next()).key).toBe('b');
  await untilState(outbox, 'a', 'blocked');
  await outbox.resume('lane');
  expect((await server.next()).key).toBe('a');
  expect(await outbox.paused()).toEqual([]);
});

it('another tab keeps to the pause, also after a reload, and can end it', async () => {
  const { platform, server, open } = stage();
  const outbox = await open();
  await outbox.add(entry('a'));
  (await server.next()).answer(503, undefined, { 'retry-after': '60' });
  await untilState(outbox, 'a', 'waiting');
  await outbox.pause();
  const other = await open();
  await platform.advance(120_000);
  expect(server.arrivals).toHaveLength(1);
  await untilState(other, 'a', 'blocked');
  await untilState(outbox, 'a', 'blocked');
  await other.resume();
  await server.next();
  await untilState(outbox, 'a', 'sending');
});

it('a tab that asks for the pauses sends what another tab has resumed before it died', async () => {
  const { platform, server, store, open } = stage();
  const outbox = await open();
  await outbox.pause('lane');
  await outbox.add(entry('a'));
  await untilState(outbox, 'a', 'blocked');
  await platform.advance(1_000);
  // The other tab commits the end of the pause, and tells no tab of it.
  await store.pause('ann', 'lane', false);
  await platform.advance(60_000);
  expect(server.arrivals).toEqual([]);
  expect(await outbox.paused()).toEqual([]);
  expect((await server.next()).key).toBe('a');
});

it('a user goes on with each name that the list of pauses gives, also with the empty one for all lanes', async () => {
  const { server, open } = stage();
  const outbox = await open();
  await outbox.pause();
  await outbox.pause('lane');
  await outbox.add(entry('a'));
  for (const lane of await outbox.paused()) await outbox.resume(lane);
  expect(await outbox.paused()).toEqual([]);
  expect((await server.next()).key).toBe('a');
});

it('a user pauses only their own entries', async () => {
  const { server, identity, open } = stage();
  const outbox = await open();
  await outbox.pause();
  identity.set({ subject: 'ben' });
  await outbox.add(entry('b', { owner: 'ben' }));
  expect((await server.next()).key).toBe('b');
  expect(await outbox.paused()).toEqual([]);
  identity.set(null);
  await expect(outbox.pause()).rejects.toMatchObject({ code: 'OWNER_MISSING' });
});
