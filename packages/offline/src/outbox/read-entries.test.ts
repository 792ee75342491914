import { expect, it } from 'vitest';
import { createCell } from '@holdfast/core';
import { createEntryList } from './entry-list.ts';
import { recordOf, type StoredEntry } from './entry-record.ts';
import { entry } from './outbox-stage.contract.ts';
import { createReading } from './read-entries.ts';

const stored = (id: string, seq: number, change: Partial<StoredEntry> = {}): StoredEntry => ({
  ...recordOf(entry(id), 0),
  seq,
  ...change,
});

const stage = () => {
  const owner = createCell<string | undefined>('ann');
  const list = createEntryList(owner.getSnapshot);
  const reads: PromiseWithResolvers<readonly StoredEntry[]>[] = [];
  const reading = createReading({
    store: {
      list() {
        const read = Promise.withResolvers<readonly StoredEntry[]>();
        reads.push(read);
        return read.promise;
      },
    },
    owner: owner.getSnapshot,
    list,
    following: { tell() {}, check: async () => {} },
  });
  const shown = () => list.getSnapshot().map(({ id, state }) => `${id} ${state.kind}`);
  return { owner, list, reads, reading, shown };
};

it('a list shows the changes that tabs reported while it was read', async () => {
  const { reads, reading, shown } = stage();
  const read = reading.reload();
  const sending = { kind: 'sending', epoch: 1 } as const;
  const end = { owner: 'ann', settlement: { kind: 'cancelled' }, settledAt: 0 } as const;
  reading.take(
    ['a', 'b', 'd'],
    [stored('a', 1, { state: sending }), { id: 'b', ...end }, stored('d', 4)],
  );
  reads[0]?.resolve([stored('a', 1), stored('b', 2), stored('c', 3)]);
  await read;
  expect(shown()).toEqual(['a sending', 'c queued', 'd queued']);
});

it('the calls that come while a list is read share one more read', async () => {
  const { reads, reading, shown } = stage();
  const first = reading.reload();
  const others = [reading.reload(), reading.reload()];
  reads[0]?.reject(new Error('gone'));
  await expect(first).rejects.toThrow('gone');
  await Promise.resolve();
  expect(reads).toHaveLength(2);
  expect(reading.isBehind()).toBe(false);
  reads[1]?.resolve([stored('a', 1)]);
  await Promise.all(others);
  expect(reads).toHaveLength(2);
  expect(shown()).toEqual(['a queued']);
});

it('a list shows nothing of a user who has signed out while it was read', async () => {
  const { owner, reads, reading, shown } = stage();
  const read = reading.reload();
  owner.set('bob');
  reads[0]?.resolve([stored('a', 1)]);
  await read;
  expect(shown()).toEqual([]);
  expect(reading.isBehind()).toBe(true);
});
