import { createCell, Failure, type Identity } from '@holdfast/core';
import { STORAGE_UNAVAILABLE } from '@holdfast/core/failures';
import type { LockPort, WaitReason } from '@holdfast/core/parts';
import type { TelemetryEvent } from '@holdfast/core/telemetry';
import { createVirtualPlatform } from '@holdfast/testing';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createOutbox, outboxOn } from './create-outbox.ts';
import { memoryOutboxStore } from './memory-outbox-store.contract.ts';
import { createScriptedServer, entry, untilState } from './outbox-stage.contract.ts';
import type { OutboxOptions } from './outbox.ts';

const freeLocks: LockPort = { hold: (_name, work) => work() };

async function open(options: Partial<OutboxOptions> = {}) {
  const platform = createVirtualPlatform();
  const server = createScriptedServer();
  const { transport } = server;
  const identity = createCell<Identity | null>({ subject: 'ann' });
  const told: TelemetryEvent[] = [];
  const outbox = outboxOn(memoryOutboxStore, {
    ...{ transport, identity, platform, locks: freeLocks },
    sinks: [(event) => void told.push(event)],
    ...options,
  });
  onTestFinished(() => outbox.dispose());
  await outbox.ready;
  const waits = (id: string): WaitReason | undefined =>
    outbox.entries.getSnapshot().find((view) => view.id === id)?.waitsFor;
  return { identity, platform, server, outbox, told, waits };
}

describe('an entry that the outbox does not send now says why', () => {
  it('waits for the entry before it in its lane, and for nothing when it is sent', async () => {
    const { server, outbox, waits } = await open();
    await outbox.add(entry('a'));
    await outbox.add(entry('b'));
    const first = await server.next();
    await untilState(outbox, 'a', 'sending');
    expect([waits('a'), waits('b')]).toEqual([undefined, 'lane']);
    first.answer(204);
    await server.next();
    await untilState(outbox, 'b', 'sending');
    expect(waits('b')).toBeUndefined();
  });

  it('waits for the time that the server gave', async () => {
    const { server, outbox, waits } = await open();
    await outbox.add(entry('a'));
    (await server.next()).answer(503, undefined, { 'retry-after': '60' });
    await untilState(outbox, 'a', 'waiting');
    expect(waits('a')).toBe('time');
  });

  it('waits for its user when the server refused it', async () => {
    const { server, outbox, waits } = await open();
    await outbox.add(entry('a'));
    (await server.next()).answer(401);
    await untilState(outbox, 'a', 'blocked');
    expect(waits('a')).toBe('user');
  });

  it('waits for its address when the address gave no answer', async () => {
    const { server, outbox, waits } = await open();
    await outbox.add(entry('a'));
    (await server.next()).cut();
    await untilState(outbox, 'a', 'queued');
    expect(waits('a')).toBe('address');
  });

  it('waits for a place while its address has as many sends as it may, and sinks hear it once', async () => {
    const { platform, server, outbox, waits, told } = await open();
    for (let n = 0; n < 6; n += 1) await outbox.add(entry(`e${n}`, { lane: `lane-${n}` }));
    for (let n = 0; n < 4; n += 1) await server.next();
    // From now on these sends are slow, and a fifth may begin beside them.
    await platform.advance(510);
    expect(server.arrivals).toHaveLength(5);
    expect(waits('e5')).toBe('place');
    const held = told.filter(({ type }) => type === 'outbox.held');
    expect(held).toMatchObject([{ entryId: 'e5', operation: 'note.add', waitsFor: 'place' }]);
  });

  it('still waits for a place when the list was read again', async () => {
    const { identity, platform, server, outbox, waits } = await open();
    for (let n = 0; n < 6; n += 1) await outbox.add(entry(`e${n}`, { lane: `lane-${n}` }));
    for (let n = 0; n < 4; n += 1) await server.next();
    await platform.advance(510);
    expect(waits('e5')).toBe('place');
    identity.set({ subject: 'ann' });
    await platform.advance(1);
    expect(waits('e5')).toBe('place');
  });

  it('waits for a place when the time that the server gave is over', async () => {
    const { platform, server, outbox, waits } = await open();
    await outbox.add(entry('a', { lane: 'z' }));
    (await server.next()).answer(503, undefined, { 'retry-after': '1' });
    await untilState(outbox, 'a', 'waiting');
    for (let n = 0; n < 12; n += 1) await outbox.add(entry(`e${n}`, { lane: `lane-${n}` }));
    for (let n = 0; n < 4; n += 1) await server.next();
    expect(waits('a')).toBe('time');
    await platform.advance(1_400);
    expect(waits('a')).toBe('place');
  });

  it('waits for the write before it in its lane, even when the device can store neither of them', async () => {
    const platform = createVirtualPlatform();
    const { transport, next } = createScriptedServer();
    const identity = createCell<Identity | null>({ subject: 'ann' });
    // Node has no IndexedDB.
    const outbox = createOutbox({ transport, identity, platform, locks: freeLocks });
    onTestFinished(() => outbox.dispose());
    const unstored = new Failure(STORAGE_UNAVAILABLE);
    outbox.sendUnkept(entry('a'), unstored);
    outbox.sendUnkept(entry('b'), unstored);
    const reasons = (): unknown =>
      outbox.entries.getSnapshot().map(({ id, waitsFor }) => [id, waitsFor]);
    expect(reasons()).toEqual([
      ['a', undefined],
      ['b', 'lane'],
    ]);
    (await next()).answer(204);
    await next();
    expect(reasons()).toEqual([['b', undefined]]);
  });

  it('waits for another tab that holds the lock and sends', async () => {
    const store = memoryOutboxStore();
    await store.nextEpoch();
    const taken: LockPort = { hold: () => new Promise(() => {}) };
    const platform = createVirtualPlatform();
    const { transport } = createScriptedServer();
    const identity = createCell<Identity | null>({ subject: 'ann' });
    const outbox = outboxOn(() => store, { transport, identity, platform, locks: taken });
    onTestFinished(() => outbox.dispose());
    await outbox.add(entry('a'));
    await platform.advance(200);
    expect(outbox.entries.getSnapshot()).toMatchObject([{ id: 'a', waitsFor: 'tab' }]);
  });
});
