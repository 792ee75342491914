import { createWorld } from '@holdfast/testing';
import { expect, it } from 'vitest';
import { Failure } from '../failures/failure.ts';
import { REQUEST_INVALID } from '../failures/kinds/contract.ts';
import { STORAGE_QUOTA } from '../failures/kinds/storage.ts';
import { createCell } from '../observable/cell.ts';
import type { EntryEnd } from '../ports/outbox-port.ts';
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
  ['is left alone when the outbox does not know the write', undefined, [] as string[]],
])('the cost of a write that could not be stored %s', async (_title, failure, expected) => {
  const told: string[] = [];
  const tell = (what: string) => async (): Promise<void> => void told.push(what);
  const budget = { commit: tell('commit'), release: tell('release'), refused: tell('refused') };
  const end: EntryEnd = failure ? { kind: 'failed', failure } : { kind: 'unknown' };
  const outbox = { ...createWorld().outbox, follow: () => createCell(end) };
  settleEntry(budget as unknown as Reservations, outbox, { key: 'k', reservedMicros: 1 });
  await Promise.resolve();
  await new Promise((resolve) => queueMicrotask(() => resolve(undefined)));
  expect(told).toEqual(expected);
});
