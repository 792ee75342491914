import { createCell, type Identity } from '@holdfast/core';
import type { LockPort } from '@holdfast/core/parts';
import { createVirtualPlatform } from '@holdfast/testing';
import { expect, it, onTestFinished } from 'vitest';
import { outboxOn } from './create-outbox.ts';
import { memoryOutboxStore } from './memory-outbox-store.contract.ts';
import { createScriptedServer, entry, untilState } from './outbox-stage.contract.ts';

const freeLocks: LockPort = { hold: (_name, work) => work() };

async function open() {
  const platform = createVirtualPlatform();
  const server = createScriptedServer();
  const identity = createCell<Identity | null>({ subject: 'ann' });
  const store = memoryOutboxStore();
  const marked: string[] = [];
  const change: typeof store.change = async (id, ...rest) => {
    marked.push(`${id} before send ${server.arrivals.length + 1}`);
    return store.change(id, ...rest);
  };
  const buried: boolean[] = [];
  const step: typeof store.step = async (asked) => {
    const result = await store.step(asked);
    const isBurial = result.changes.some(({ entry: { state } }) => state.kind === 'dead');
    if (isBurial) buried.push(asked.survives === true);
    return result;
  };
  const outbox = outboxOn(() => ({ ...store, change, step }), {
    ...{ transport: server.transport, identity, platform, locks: freeLocks },
  });
  onTestFinished(() => outbox.dispose());
  await outbox.ready;
  return { platform, server, outbox, marked, buried };
}

it('an entry that is older than its greatest age is a dead letter, and is sent under its key when its user retries it', async () => {
  const { platform, server, outbox } = await open();
  await outbox.pause();
  await outbox.add(entry('a', { maxAgeMs: 60_000 }));
  await outbox.add(entry('b'));
  await platform.advance(60_000);
  await outbox.resume();
  expect(await untilState(outbox, 'a', 'dead')).toMatchObject({
    state: { failure: { code: 'ENTRY_TOO_OLD', effect: 'none' } },
  });
  expect(server.arrivals).toEqual([]);
  await outbox.retry('a');
  expect((await server.next()).key).toBe('a');
});

it('a power failure cannot take back that an entry is too old, because the disk has that before a tab shows it', async () => {
  const { platform, outbox, buried } = await open();
  await outbox.pause();
  await outbox.add(entry('a', { maxAgeMs: 60_000 }));
  await outbox.add(entry('b', { lane: 'other', maxAgeMs: 60_000 }));
  await platform.advance(60_000);
  await outbox.resume();
  await untilState(outbox, 'a', 'dead');
  await untilState(outbox, 'b', 'dead');
  expect(buried).toEqual([true]);
});

it('a power failure cannot take the mark that an entry with an age was sent, because the disk has it before the send', async () => {
  const { server, outbox, marked } = await open();
  await outbox.add(entry('a', { maxAgeMs: 60_000 }));
  await server.next();
  expect(marked).toEqual(['a before send 1']);
  await outbox.add(entry('b', { lane: 'other' }));
  await server.next();
  expect(marked).toHaveLength(1);
});
