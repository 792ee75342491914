import { createCell, type Identity } from '@holdfast/core';
import type { LockPort } from '@holdfast/core/parts';
import { createVirtualPlatform } from '@holdfast/testing';
import { expect, it, onTestFinished } from 'vitest';
import { outboxOn } from './create-outbox.ts';
import { recordOf } from './entry-record.ts';
import { memoryOutboxStore } from './memory-outbox-store.contract.ts';
import { createScriptedServer, entry, untilGone, untilState } from './outbox-stage.contract.ts';

const freeLocks: LockPort = { hold: (_name, work) => work() };

async function open(openStore = memoryOutboxStore) {
  const platform = createVirtualPlatform();
  const server = createScriptedServer();
  const identity = createCell<Identity | null>({ subject: 'ann' });
  const outbox = outboxOn(openStore, {
    ...{ transport: server.transport, identity, platform, locks: freeLocks },
  });
  onTestFinished(() => outbox.dispose());
  await outbox.ready;
  return { platform, server, outbox };
}

it('an entry is not sent while its user may take it back, and says until when they may', async () => {
  const { platform, server, outbox } = await open();
  await outbox.add(entry('a', { undoMs: 5_000 }));
  await outbox.add(entry('b'));
  await platform.advance(4_999);
  expect(outbox.entries.getSnapshot()).toMatchObject([
    { id: 'a', undoUntil: platform.now() + 1, waitsFor: 'time' },
    { id: 'b', waitsFor: 'lane' },
  ]);
  expect(server.arrivals).toEqual([]);
  await platform.advance(1);
  expect((await server.next()).key).toBe('a');
  const sent = await untilState(outbox, 'a', 'sending');
  expect(sent.undoUntil).toBeUndefined();
});

it('a cancel within the undo window certainly succeeds, and the lane goes on', async () => {
  const { platform, server, outbox } = await open();
  await outbox.add(entry('a', { undoMs: 5_000 }));
  await outbox.add(entry('b'));
  await platform.advance(4_999);
  await expect(outbox.cancel('a')).resolves.toBe('cancelled');
  expect((await server.next()).key).toBe('b');
  await platform.advance(60_000);
  expect(server.arrivals.map(({ key }) => key)).not.toContain('a');
});

it('a retry ends the undo window', async () => {
  const { server, outbox } = await open();
  await outbox.add(entry('a', { undoMs: 5_000 }));
  await outbox.retry('a');
  (await server.next()).answer(204);
  await untilGone(outbox, 'a');
});

it('a clock that goes back by a day does not hold the entry for a day', async () => {
  const { platform, server, outbox } = await open();
  await outbox.add(entry('a', { undoMs: 5_000 }));
  await platform.advance(1_000);
  platform.jumpWallClock(-86_400_000);
  await outbox.drain();
  await platform.advance(5_000);
  await server.next();
});

it('a tab that is frozen between its request for the database and the read does not shorten the undo window', async () => {
  const store = memoryOutboxStore();
  const thaws: (() => void)[] = [];
  const { platform, server, outbox } = await open(() => ({
    ...store,
    async step(step) {
      if (step.claim) await new Promise<void>((resolve) => void thaws.push(resolve));
      return store.step(step);
    },
  }));
  await outbox.add(entry('a'));
  while (thaws.length === 0) await platform.advance(1);
  await platform.advance(3_000);
  // Another tab adds the entry meanwhile.
  await store.add(recordOf(entry('b', { lane: 'other', undoMs: 5_000 }), platform.now()), 100);
  const until = platform.now() + 5_000;
  while (server.arrivals.every(({ key }) => key !== 'b')) {
    for (const thaw of thaws.splice(0)) thaw();
    await platform.advance(1);
  }
  expect(platform.now()).toBeGreaterThanOrEqual(until);
});
