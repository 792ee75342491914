import { createWorld, type MemoryOutbox } from '@holdfast/testing';
import { describe, expect, it } from 'vitest';
import { Failure } from '../../failures/failure.ts';
import { STORAGE_UNAVAILABLE } from '../../failures/kinds/storage.ts';
import { createCell } from '../../observable/cell.ts';
import type { EntryEnd, EntryState, EntryView, OutboxPort } from '../../ports/outbox-port.ts';
import { followEntries } from './follow-entries.ts';

const add = (outbox: OutboxPort, id: string, operation = 'save'): Promise<void> =>
  outbox.add({
    id,
    owner: 'mira',
    lane: 'a',
    operation,
    version: 1,
    request: { method: 'POST', url: '/a', headers: {}, body: null },
    expectation: { accept: 'json' },
    invalidates: [],
    honoursKey: true,
    incidentId: 'i',
    input: undefined,
  });

const entryView = (id: string): EntryView => ({
  ...{ id, seq: 1, owner: 'mira', lane: 'a', operation: 'save', version: 1, sends: 0 },
  ...{ state: { kind: 'queued' }, createdAt: 0, incidentId: 'i', invalidates: [] },
  input: undefined,
});

const unstored: EntryEnd = { kind: 'failed', failure: new Failure(STORAGE_UNAVAILABLE) };

function following(outbox: (given: MemoryOutbox) => OutboxPort = (given) => given) {
  const { outbox: memory, platform } = createWorld();
  const told: string[] = [];
  const stop = followEntries(
    outbox(memory),
    ({ operation }: EntryView) => operation === 'save',
    ({ id }, { kind }) => told.push(`${id} ${kind}`),
  );
  return { outbox: memory, told, stop, rest: () => platform.advance(0) };
}

describe('following entries', () => {
  it('tells of each wanted entry once how it ended', async () => {
    const { outbox, told, rest } = following();
    await add(outbox, 'a');
    await add(outbox, 'b');
    await add(outbox, 'other', 'rename');
    outbox.set('a', { kind: 'sending' });
    outbox.apply('a');
    outbox.apply('other');
    await outbox.cancel('b');
    await rest();
    expect(told).toEqual(['a applied', 'b cancelled']);
  });

  it('tells `unknown` when the outbox cannot tell how an entry ended', async () => {
    const { outbox, told, rest } = following((given) => ({
      ...given,
      follow: () => createCell<EntryEnd>({ kind: 'unknown' }),
    }));
    await add(outbox, 'a');
    await rest();
    expect(told).toEqual(['a unknown']);
  });

  it('reports each try of an unkept entry that did not arrive', async () => {
    const view: EntryView = { ...entryView('a'), kept: false };
    const entries = createCell<readonly EntryView[]>([]);
    const told: string[] = [];
    followEntries(
      { ...createWorld().outbox, entries, follow: () => createCell(unstored) },
      () => true,
      ({ id }, { kind }) => told.push(`${id} ${kind}`),
    );
    for (let turn = 0; turn < 2; turn += 1) {
      entries.set([view]);
      entries.set([]);
      await Promise.resolve();
      await Promise.resolve();
    }
    expect(told).toEqual(['a failed', 'a failed']);
  });

  it('waits until an entry is kept when the outbox does not know it yet', async () => {
    const entries = createCell<readonly EntryView[]>([]);
    const told: string[] = [];
    let end: EntryEnd = { kind: 'unknown' };
    const follow = () => createCell<EntryState | EntryEnd>(end);
    followEntries(
      { ...createWorld().outbox, entries, follow },
      () => true,
      ({ id }, { kind }) => told.push(`${id} ${kind}`),
    );
    entries.set([{ ...entryView('a'), kept: false }]);
    await new Promise((resolve) => queueMicrotask(() => queueMicrotask(() => resolve(undefined))));
    end = { kind: 'applied', value: undefined, replayed: false };
    entries.set([entryView('a')]);
    await new Promise((resolve) => queueMicrotask(() => queueMicrotask(() => resolve(undefined))));
    expect(told).toEqual(['a applied']);
  });

  it('tells nothing after it was stopped', async () => {
    const { outbox, told, stop, rest } = following();
    await add(outbox, 'a');
    stop();
    outbox.apply('a');
    await add(outbox, 'b');
    outbox.apply('b');
    await rest();
    expect(told).toEqual([]);
  });
});
