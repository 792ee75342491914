import { createCell, Failure, type EntryView, type Identity } from '@holdfast/core';
import { STORAGE_UNAVAILABLE } from '@holdfast/core/failures';
import { createVirtualPlatform, memoryTabs } from '@holdfast/testing';
import { expect, it, onTestFinished } from 'vitest';
import { outboxOn } from '../outbox/create-outbox.ts';
import { memoryOutboxStore } from '../outbox/memory-outbox-store.contract.ts';
import { createScriptedServer, entry, until, untilState } from '../outbox/outbox-stage.contract.ts';
import type { StorageState } from '../outbox/watch-store.ts';
import { outboxStatus } from './outbox-status.ts';
import type { Device } from './web-device.ts';

function deviceThat(says: { persisted?: boolean; persists?: boolean; sends?: boolean } = {}) {
  const asked: string[] = [];
  const device: Device = {
    persisted: async () => says.persisted ?? false,
    async persist() {
      asked.push('persist');
      return says.persists ?? true;
    },
    sendsInBackground: async () => says.sends ?? false,
  };
  return { device, asked };
}

/** Two tabs on one store, before one server. */
function twoTabs() {
  const platform = createVirtualPlatform();
  const server = createScriptedServer();
  const { transport } = server;
  const identity = createCell<Identity | null>({ subject: 'ann' });
  const store = memoryOutboxStore();
  const tabs = memoryTabs();
  const open = () => {
    const outbox = outboxOn(() => ({ ...store, async close() {} }), {
      ...{ transport, identity, platform, ...tabs.open() },
    });
    onTestFinished(() => outbox.dispose());
    const { device, asked } = deviceThat({ sends: true });
    const status = outboxStatus(outbox, { device, asksToPersist: true });
    onTestFinished(status.subscribe(() => {}));
    return { outbox, status, asked };
  };
  return { platform, server, identity, mine: open(), other: open() };
}

it('the status says in every tab how many entries are in each state, since when, and when the next one is tried', async () => {
  const { platform, server, mine, other } = twoTabs();
  await Promise.all([mine.outbox.ready, other.outbox.ready]);
  const firstAt = platform.now();
  await mine.outbox.add(entry('a'));
  (await server.next()).answer(503, undefined, { 'retry-after': '60' });
  await untilState(mine.outbox, 'a', 'waiting');
  await platform.advance(1_000);
  await mine.outbox.add(entry('b'));
  await mine.outbox.add(entry('c', { lane: 'other' }));
  (await server.next()).answer(422);
  await untilState(mine.outbox, 'c', 'dead');
  await platform.advance(100);
  for (const { status } of [mine, other]) {
    expect(status.getSnapshot()).toMatchObject({
      total: 3,
      counts: { queued: 1, sending: 0, waiting: 1, blocked: 0, dead: 1 },
      waitsFor: { time: 1, lane: 1, user: 1, address: 0 },
      oldestAt: firstAt,
      nextAttemptAt: firstAt + 60_000,
      isVolatile: false,
    });
  }
});

it('the status says when an address that gave no answer is asked again, at the latest', async () => {
  const { platform, server, mine, other } = twoTabs();
  await mine.outbox.add(entry('a'));
  (await server.next()).cut();
  await until(mine.status, ({ waitsFor }) => waitsFor.address === 1);
  await platform.advance(20);
  const { nextAttemptAt = 0 } = mine.status.getSnapshot();
  expect(nextAttemptAt).toBeGreaterThan(platform.now());
  expect(other.status.getSnapshot().nextAttemptAt).toBe(nextAttemptAt);
  await platform.advance(nextAttemptAt - platform.now());
  expect(server.arrivals).toHaveLength(2);
});

it('the status shows nothing of the entries of a user who has signed out', async () => {
  const { identity, mine } = twoTabs();
  await mine.outbox.add(entry('a'));
  await until(mine.status, ({ total }) => total === 1);
  identity.set(null);
  await until(mine.status, ({ total }) => total === 0);
  expect(mine.status.getSnapshot().oldestAt).toBeUndefined();
});

it('the status asks the browser once to keep the data, when there is an entry', async () => {
  const { mine } = twoTabs();
  await until(mine.status, ({ sendsInBackground }) => sendsInBackground === true);
  expect(mine.status.getSnapshot().persisted).toBe(false);
  expect(mine.asked).toEqual([]);
  await mine.outbox.add(entry('a'));
  await mine.outbox.add(entry('b', { lane: 'b' }));
  await until(mine.status, ({ persisted }) => persisted === true);
  expect(mine.asked).toEqual(['persist']);
});

it('the status says that entries are lost with the page when the device can store nothing', async () => {
  const entries = createCell<readonly EntryView[]>([]);
  const storage = createCell<StorageState>('ok');
  const status = outboxStatus({ entries, storage }, deviceThat());
  onTestFinished(status.subscribe(() => {}));
  expect(status.getSnapshot().isVolatile).toBe(false);
  storage.set(new Failure(STORAGE_UNAVAILABLE));
  expect(status.getSnapshot().isVolatile).toBe(true);
});

it('the status is the same object until something changes', () => {
  const entries = createCell<readonly EntryView[]>([]);
  const storage = createCell<StorageState>('ok');
  const status = outboxStatus({ entries, storage }, deviceThat());
  expect(status.getSnapshot()).toBe(status.getSnapshot());
  expect(status.getSnapshot()).toMatchObject({ total: 0, persisted: undefined });
});
