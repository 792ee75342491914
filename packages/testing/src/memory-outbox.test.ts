import { createCell, Failure, type Identity } from '@holdfast/core';
import type { NewEntry, OutboxPort } from '@holdfast/core/parts';
import { catalogue } from '@holdfast/core/failures';
import { describe, expect, it } from 'vitest';
import { memoryOutbox, type MemoryOutbox } from './memory-outbox.ts';

const entry = (id: string, owner = 'mira'): NewEntry => ({
  id,
  owner,
  lane: 'l',
  operation: 'o',
  version: 1,
  request: { method: 'POST', url: '/', headers: {}, body: null },
  expectation: { accept: 'json' },
  invalidates: [],
  honoursKey: true,
  incidentId: 'i',
  input: { text: id },
});
const identity = createCell<Identity | null>({ subject: 'mira' });
const create = (): MemoryOutbox => memoryOutbox({ identity });
const ids = (outbox: OutboxPort): string[] => outbox.entries.getSnapshot().map(({ id }) => id);

describe('the outbox in memory', () => {
  it('lists entries of the user who is signed in, in the order of addition', async () => {
    const outbox = create();
    for (const id of ['b', 'a']) await outbox.add(entry(id));
    await outbox.add(entry('c', 'nils'));
    expect(ids(outbox)).toEqual(['b', 'a']);
    identity.set({ subject: 'nils' });
    expect(ids(outbox)).toEqual(['c']);
    identity.set({ subject: 'mira' });
  });

  it('adds an id once, also after its entry has left', async () => {
    const outbox = create();
    await outbox.add(entry('a'));
    await outbox.add(entry('a'));
    expect(ids(outbox)).toEqual(['a']);
    outbox.apply('a');
    await outbox.add(entry('a'));
    expect(ids(outbox)).toEqual([]);
  });

  it('says whether an entry waits for the entry before it, or for the user', async () => {
    const outbox = create();
    for (const id of ['a', 'b']) await outbox.add(entry(id));
    outbox.set('a', { kind: 'blocked', reason: 'auth', failure: undefined });
    const waits = () => outbox.entries.getSnapshot().map(({ waitsFor }) => waitsFor);
    expect(waits()).toEqual(['user', 'lane']);
    await outbox.cancel('a');
    expect(waits()).toEqual([undefined]);
  });

  it('gives the same list until something changes', async () => {
    const outbox = create();
    await outbox.add(entry('a'));
    expect(outbox.entries.getSnapshot()).toBe(outbox.entries.getSnapshot());
  });

  it('tells each follower how an entry ended, also a late follower, and refuses an unknown entry', async () => {
    const outbox = create();
    await outbox.add(entry('a'));
    const states: unknown[] = [];
    const followed = outbox.follow('a');
    followed.subscribe(() => states.push(followed.getSnapshot()));
    outbox.set('a', { kind: 'sending' });
    outbox.apply('a', 'answer');
    const applied = { kind: 'applied', value: 'answer', replayed: false };
    expect(states).toEqual([{ kind: 'sending' }, applied]);
    expect(outbox.follow('a').getSnapshot()).toEqual(applied);
    expect(outbox.follow('b').getSnapshot()).toEqual({ kind: 'unknown' });
  });

  it('cancels an unsent or dead entry, and no entry that may be on its way', async () => {
    const outbox = create();
    const failure = new Failure(catalogue.NETWORK_FAILED);
    for (const id of ['unsent', 'sending', 'waiting', 'dead']) await outbox.add(entry(id));
    for (const id of ['sending', 'waiting', 'dead']) outbox.set(id, { kind: 'sending' });
    outbox.set('waiting', { kind: 'waiting', dueAt: 0, failure });
    outbox.set('dead', { kind: 'dead', failure });
    expect(await outbox.cancel('unsent')).toBe('cancelled');
    expect(await outbox.cancel('sending')).toBe('too-late');
    expect(await outbox.cancel('waiting')).toBe('too-late');
    expect(await outbox.cancel('dead')).toBe('cancelled');
    expect(outbox.follow('dead').getSnapshot()).toEqual({ kind: 'cancelled' });
    expect(ids(outbox)).toEqual(['sending', 'waiting']);
  });

  it('puts a dead letter back in line', async () => {
    const outbox = create();
    await outbox.add(entry('a'));
    outbox.set('a', { kind: 'dead', failure: new Failure(catalogue.NETWORK_FAILED) });
    await outbox.retry('a');
    expect(outbox.entries.getSnapshot()).toMatchObject([{ state: { kind: 'queued' } }]);
  });

  it('refuses one entry too many by name, and takes it when there is room again', async () => {
    const outbox = memoryOutbox({ identity, maxEntries: 1 });
    await outbox.add(entry('a'));
    await outbox.add(entry('of another', 'nils'));
    await expect(outbox.add(entry('b'))).rejects.toMatchObject({
      code: 'QUEUE_FULL',
      details: { limit: 1 },
    });
    expect(ids(outbox)).toEqual(['a']);
    outbox.apply('a');
    await outbox.add(entry('b'));
    expect(ids(outbox)).toEqual(['b']);
  });

  it('keeps nothing when adding fails', async () => {
    const outbox = create();
    const failure = new Failure(catalogue.STORAGE_QUOTA);
    outbox.failAdding(failure);
    await expect(outbox.add(entry('a'))).rejects.toBe(failure);
    outbox.failAdding(undefined);
    await outbox.add(entry('a'));
    expect(ids(outbox)).toEqual(['a']);
  });
});
