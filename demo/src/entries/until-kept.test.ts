import { createCell, type EntryView } from '@holdfast/core';
import { expect, it } from 'vitest';
import { untilKept } from './until-kept.ts';

const entry = (id: string): EntryView => ({
  ...{ id, owner: 'm', lane: 'l', operation: 'o', version: 1, input: {}, invalidates: [] },
  ...{ incidentId: 'i', seq: 1, createdAt: 0, sends: 0, state: { kind: 'queued' } },
});

it('waits until the entry is there, and no longer than the run that adds it', async () => {
  const entries = createCell<readonly EntryView[]>([]);
  const never = new Promise(() => {});
  const kept = untilKept(entries, 'one', never);
  entries.set([entry('other')]);
  entries.set([entry('other'), entry('one')]);
  await kept;
  await untilKept(entries, 'other', never);
  await untilKept(entries, 'missing', Promise.reject(new Error('not added')));
  expect(entries.getSnapshot()).toHaveLength(2);
});
