import type { EntryView } from '@holdfast/core';
import { expect, it } from 'vitest';
import { laneRows, standingOf } from './lane-rows.ts';

const entry = (seq: number, lane: string, more: Partial<EntryView> = {}): EntryView =>
  ({ id: `${seq}`, seq, lane, state: { kind: 'queued' }, ...more }) as EntryView;

it('groups the entries by lane, the oldest first, and marks the head of each lane', () => {
  const rows = laneRows([entry(3, 'a'), entry(1, 'b'), entry(2, 'a'), entry(4, 'b')]);
  expect(
    rows.map((row) => `${row.entry.lane}${row.entry.seq}${row.isHead ? ' head' : ''}`),
  ).toEqual(['b1 head', 'b4', 'a2 head', 'a3']);
});

it('says the state of an entry and what the entry waits for', () => {
  expect(standingOf(entry(1, 'a', { waitsFor: 'lane' }))).toBe(
    'queued, waits for an earlier entry of its lane',
  );
  const blocked = { kind: 'blocked', reason: 'conflict', failure: undefined } as const;
  expect(standingOf(entry(1, 'a', { state: blocked, waitsFor: 'user' }))).toBe(
    'blocked: conflict, waits for the user or the app',
  );
  const dead = { kind: 'dead', failure: { code: 'NETWORK_FAILED' } } as never;
  expect(standingOf(entry(1, 'a', { state: dead }))).toBe('dead: NETWORK_FAILED');
  expect(standingOf(entry(1, 'a', { waitsFor: 'the moon' as never }))).toBe(
    'queued, waits for the moon',
  );
});
