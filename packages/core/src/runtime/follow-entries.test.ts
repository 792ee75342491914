import { createWorld, type MemoryOutbox } from '@holdfast/testing';
import { describe, expect, it } from 'vitest';
import { Failure } from '../failures/failure.ts';
import { ENTRY_UNKNOWN } from '../failures/kinds/stream-and-queue.ts';
import type { EntryView, OutboxPort } from '../ports/outbox-port.ts';
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

function following(outbox: (given: MemoryOutbox) => OutboxPort = (given) => given) {
  const { outbox: memory, platform } = createWorld();
  const told: string[] = [];
  const stop = followEntries(
    outbox(memory),
    ({ operation }: EntryView) => operation === 'save',
    ({ id }, fate) => told.push(`${id} ${fate}`),
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

  it('says so when the outbox cannot tell', async () => {
    const { outbox, told, rest } = following((given) => ({
      ...given,
      settled: () => Promise.reject(new Failure(ENTRY_UNKNOWN)),
    }));
    await add(outbox, 'a');
    await rest();
    expect(told).toEqual(['a unknown']);
  });

  it('tells nothing after it was stopped, whatever ends then', async () => {
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
