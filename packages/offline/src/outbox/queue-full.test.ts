import { createCell, createHoldfast, defineWrite, type Identity } from '@holdfast/core';
import { createVirtualPlatform } from '@holdfast/testing';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createOutbox, outboxOn } from './create-outbox.ts';
import { memoryOutboxStore } from './memory-outbox-store.contract.ts';
import { createScriptedServer, entry, untilState } from './outbox-stage.contract.ts';
import type { Outbox, OutboxOptions } from './outbox.ts';

const save = defineWrite('note.save', {
  request: () => ({ method: 'PUT', path: 'note' }),
  lane: () => 'note',
  offline: 'queue',
});

async function open(make: (options: OutboxOptions) => Outbox) {
  const platform = createVirtualPlatform();
  const server = createScriptedServer();
  const { transport } = server;
  const identity = createCell<Identity | null>({ subject: 'ann' });
  const outbox = make({ transport, identity, platform, limits: { maxEntries: 2 } });
  onTestFinished(() => outbox.dispose());
  await outbox.ready;
  const holdfast = createHoldfast({ transport, identity, outbox, platform });
  return { server, outbox, holdfast, identity };
}

const refused = { kind: 'failed', failure: { code: 'QUEUE_FULL', details: { limit: 2 } } };

describe('an outbox that is full', () => {
  it('refuses a write by name, stores and sends nothing of it, and keeps its entries', async () => {
    const { server, outbox, holdfast } = await open((options) =>
      outboxOn(memoryOutboxStore, options),
    );
    await outbox.add(entry('a'));
    await outbox.add(entry('b'));
    await server.next();
    const outcome = await holdfast.run(save);
    expect(outcome).toMatchObject({ ...refused, failure: { effect: 'none' } });
    expect(outcome).not.toHaveProperty('handle');
    expect(outbox.entries.getSnapshot().map(({ id }) => id)).toEqual(['a', 'b']);
    expect(server.arrivals).toHaveLength(1);
    expect(outbox.storage.getSnapshot()).toBe('ok');
  });

  it('accepts an entry that it has already, and an entry of another owner', async () => {
    const { outbox } = await open((options) => outboxOn(memoryOutboxStore, options));
    await outbox.add(entry('a'));
    await outbox.add(entry('b'));
    await outbox.add(entry('b'));
    await outbox.add(entry('c', { owner: 'bob' }));
    expect(outbox.entries.getSnapshot()).toHaveLength(2);
  });

  it('has room again when the server has taken an entry', async () => {
    const { server, outbox } = await open((options) => outboxOn(memoryOutboxStore, options));
    await outbox.add(entry('a'));
    await outbox.add(entry('b'));
    (await server.next()).answer(204);
    await server.next();
    await outbox.add(entry('c'));
    expect(outbox.entries.getSnapshot().map(({ id }) => id)).toEqual(['b', 'c']);
  });

  it('counts dead letters, and has room again when the user discards one', async () => {
    const { server, outbox, identity } = await open((options) =>
      outboxOn(memoryOutboxStore, options),
    );
    await outbox.add(entry('a'));
    await outbox.add(entry('b', { lane: 'other' }));
    (await server.next()).answer(422);
    await untilState(outbox, 'a', 'dead');
    await expect(outbox.add(entry('c'))).rejects.toMatchObject({ code: 'QUEUE_FULL' });
    expect(await outbox.cancel('a')).toBe('cancelled');
    await outbox.add(entry('c'));
    expect(outbox.entries.getSnapshot().map(({ id }) => id)).toEqual(['b', 'c']);
    identity.set({ subject: 'bob' });
    await outbox.add(entry('d', { owner: 'bob' }));
    expect(outbox.entries.getSnapshot().map(({ id }) => id)).toEqual(['d']);
  });

  it('refuses a write beyond the limit also on a page without storage', async () => {
    // Node has no IndexedDB, so the page sends each write live and holds it until its answer comes.
    const { server, outbox, holdfast } = await open(createOutbox);
    const first = [holdfast.run(save), holdfast.run(save)];
    const arrival = await server.next();
    expect(await holdfast.run(save)).toMatchObject(refused);
    arrival.answer(204);
    (await server.next()).answer(204);
    expect(await Promise.all(first)).toMatchObject([{ kind: 'live' }, { kind: 'live' }]);
    expect(outbox.entries.getSnapshot()).toEqual([]);
  });
});
