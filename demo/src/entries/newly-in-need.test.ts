import { Failure, type EntryView } from '@holdfast/core';
import type { EntryState } from '@holdfast/core/parts';
import { catalogue } from '@holdfast/core/failures';
import { expect, it } from 'vitest';
import { newlyInNeed } from './newly-in-need.ts';

const entry = (id: string, state: EntryState): EntryView => ({
  ...{ id, owner: 'm', lane: 'l', operation: 'o', version: 1, input: {}, invalidates: [] },
  ...{ incidentId: 'i', seq: 1, createdAt: 0, sends: 0, state },
});
const queued: EntryState = { kind: 'queued' };
const dead: EntryState = { kind: 'dead', failure: new Failure(catalogue.NOT_FOUND) };

it.each([
  ['one that was fine before is news', [entry('a', queued)], [entry('a', dead)], ['a']],
  ['one that was in need before is not', [entry('a', dead)], [entry('a', dead)], []],
  ['one that was found so at the start is not', [], [entry('a', dead)], []],
  ['one that still waits is not', [entry('a', queued)], [entry('a', queued)], []],
])('%s', (_, before, now, expected) => {
  expect(newlyInNeed(before, now).map(({ id }) => id)).toEqual(expected);
});
