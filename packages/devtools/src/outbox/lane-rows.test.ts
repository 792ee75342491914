import type { EntryView } from '@holdfast/core';
import { expect, it } from 'vitest';
import { laneRows, standingOf } from './lane-rows.ts';

const entry = (seq: number, lane: string, more: Partial<EntryView> = {}): EntryView =>
  ({ id: `${seq}`, seq, lane, state: { kind: 'queued' }, ...more }) as EntryView;

it('puts the entries of a lane together, the oldest first, with its head marked', () => {
  const rows = laneRows([entry(3, 'a'), entry(1, 'b'), entry(2, 'a'), entry(4, 'b')]);
  expect(
    rows.map((row) => `${row.entry.lane}${row.entry.seq}${row.isHead ? ' head' : ''}`),
  ).toEqual(['b1 head', 'b4', 'a2 head', 'a3']);
});

it('says where an entry stands and what it waits for', () => {
  expect(standingOf(entry(1, 'a', { waitsFor: 'lane' }))).toBe(
    'queued, waits for an earlier entry of its lane',
  );
  const blocked = { kind: 'blocked', reason: 'conflict', failure: undefined } as const;
  expect(standingOf(entry(1, 'a', { state: blocked, waitsFor: 'user' }))).toBe(
    'blocked: conflict, waits for the user or the app',
  );
});
