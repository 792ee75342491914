import { createCell, type Identity } from '@holdfast/core';
import type { LockPort } from '@holdfast/core/parts';
import type { TelemetryEvent } from '@holdfast/core/telemetry';
import { createVirtualPlatform } from '@holdfast/testing';
import { expect, it, onTestFinished } from 'vitest';
import { outboxOn } from './create-outbox.ts';
import { memoryOutboxStore } from './memory-outbox-store.contract.ts';
import { createScriptedServer, entry, untilState } from './outbox-stage.contract.ts';
import type { Decision } from './outbox.ts';

const freeLocks: LockPort = { hold: (_name, work) => work() };
const renewed: Decision = (stored) => ({
  kind: 'kept',
  entry: { ...stored, input: 'new', state: { kind: 'queued' } },
});

async function open() {
  const platform = createVirtualPlatform();
  const { transport, next } = createScriptedServer();
  const identity = createCell<Identity | null>({ subject: 'ann' });
  const told: TelemetryEvent[] = [];
  const posted: unknown[] = [];
  const store = memoryOutboxStore();
  const before = { change() {} };
  const change: typeof store.change = async (...args) => {
    before.change();
    return store.change(...args);
  };
  const outbox = outboxOn(() => ({ ...store, change }), {
    ...{ transport, identity, platform, locks: freeLocks },
    channel: {
      post: (message) => void posted.push(message),
      subscribe: () => () => {},
      dispose() {},
    },
    sinks: [(event) => void told.push(event)],
  });
  onTestFinished(() => outbox.dispose());
  await outbox.ready;
  await outbox.add(entry('a'));
  (await next()).answer(422);
  await untilState(outbox, 'a', 'dead');
  [told.length, posted.length] = [0, 0];
  return { outbox, platform, store, before, identity, next, told, posted };
}

it('a decision changes the entry, is reported to lists, tabs and sinks, and makes the outbox send', async () => {
  const { outbox, platform, next, told, posted } = await open();
  await expect(outbox.decide('a', renewed)).resolves.toMatchObject({ entry: { input: 'new' } });
  expect(outbox.entries.getSnapshot()).toMatchObject([{ id: 'a', input: 'new' }]);
  expect(told).toContainEqual(
    expect.objectContaining({ type: 'outbox.changed', entryId: 'a', state: 'queued' }),
  );
  await platform.advance(20);
  expect(posted).toContainEqual({ ids: ['a'] });
  await next();
});

it('a decision that changes nothing is reported to no list, tab or sink', async () => {
  const { outbox, told } = await open();
  await expect(outbox.decide('a', () => ({ kind: 'unchanged' }))).resolves.toBeUndefined();
  expect(told.filter(({ type }) => type === 'outbox.changed')).toEqual([]);
});

it('a user cannot decide about an entry of another user', async () => {
  const { outbox, identity, store } = await open();
  identity.set({ subject: 'bob' });
  await expect(outbox.decide('a', renewed)).rejects.toMatchObject({ code: 'ENTRY_UNKNOWN' });
  expect(store.all()).toMatchObject([{ input: { id: 'a' } }]);
});

it('a decision comes too late when another user signs in before it is stored', async () => {
  const { outbox, identity, store, before } = await open();
  before.change = () => identity.set({ subject: 'bob' });
  await expect(outbox.decide('a', renewed)).resolves.toBeUndefined();
  expect(store.all()).toMatchObject([{ input: { id: 'a' } }]);
});
