import { createWorld } from '@holdfast/testing';
import { expect, it } from 'vitest';
import { Failure } from '../failures/failure.ts';
import { REQUEST_INVALID } from '../failures/kinds/contract.ts';
import { STORAGE_QUOTA } from '../failures/kinds/storage.ts';
import { ENTRY_UNKNOWN } from '../failures/kinds/stream-and-queue.ts';
import type { Reservations } from './reservations.ts';
import { settleEntry } from './settle-entry.ts';

it.each([
  ['is given back when it was refused', new Failure(REQUEST_INVALID), ['release']],
  ['is given back when it was never sent', new Failure(STORAGE_QUOTA), ['release']],
  [
    'stays held when the write may have arrived',
    new Failure(STORAGE_QUOTA, { effect: 'unknown' }),
    [] as string[],
  ],
  [
    'is left alone when the outbox does not know the write',
    new Failure(ENTRY_UNKNOWN),
    [] as string[],
  ],
])('the cost of a write that could not be stored %s', async (_title, failure, expected) => {
  const told: string[] = [];
  const tell = (what: string) => async (): Promise<void> => void told.push(what);
  const budget = { commit: tell('commit'), release: tell('release'), refused: tell('refused') };
  const outbox = { ...createWorld().outbox, settled: () => Promise.reject(failure) };
  settleEntry(budget as unknown as Reservations, outbox, { key: 'k', reservedMicros: 1 });
  await Promise.resolve();
  await new Promise((resolve) => queueMicrotask(() => resolve(undefined)));
  expect(told).toEqual(expected);
});
