import { Failure } from '@holdfast/core';
import { UNAVAILABLE } from '@holdfast/core/failures';
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { spoilt } from '../database/spoilt-row.contract.ts';
import { recordOf, type StoredEntry, type StoredState } from './entry-record.ts';
import { seen, viewOf } from './entry-view.ts';
import { NO_EVIDENCE } from './lane-rest.ts';
import { originOf } from './origin-of.ts';
import { defaultLimits } from './outbox-limits.ts';
import { entry } from './outbox-stage.contract.ts';
import { dueOf, nextEntry, type EntryEvent } from './outbox-state.ts';
import { parseCount } from './parse-count.ts';
import { parseEnd } from './parse-end.ts';
import { parseEntry } from './parse-entry.ts';

// Ten thousand rows take their time on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

const failure = new Failure(UNAVAILABLE, { incidentId: 'i' });
const json = failure.toJSON();
const record = (change: object = {}): StoredEntry => ({
  ...recordOf(entry('a'), 1000),
  ...{ seq: 1, ...change },
});
const end = (settlement: object): object => ({ id: 'a', owner: 'ann', settlement, settledAt: 1 });

const STATES: readonly StoredState[] = [
  { kind: 'queued' },
  { kind: 'sending', epoch: 3 },
  { kind: 'waiting', since: 1000, delayMs: 50, failure: json },
  { kind: 'blocked', reason: 'uncertain', failure: json },
  { kind: 'blocked', reason: 'auth', failure: undefined },
  { kind: 'blocked', reason: 'paused', failure: undefined },
  { kind: 'dead', failure: json },
];
const EVENTS: readonly EntryEvent[] = [
  { type: 'claimed', epoch: 5, now: 2000 },
  { type: 'claimed', epoch: 5, now: 2000, isPaused: true },
  { type: 'withdrawn', epoch: 3 },
  { type: 'accepted', key: 'a', value: {}, replayed: false },
  { type: 'refused', epoch: 3, failure, now: 2000, chance: 0.5 },
  { type: 'retried', knowsRisk: true, freshKey: 'b', now: 2000 },
  { type: 'cancelled', knowsRisk: true },
  { type: 'released' },
];

const runs = { numRuns: 10_000 };

describe('an entry', () => {
  it.each(STATES)('that this code wrote is read as it was written: %o', (state) => {
    const row = structuredClone(
      record({
        state,
        rest: { since: 1, silences: 2, wakes: 1 },
        keyAt: 9,
        undoMs: 5,
        maxAgeMs: 7,
      }),
    );
    expect(parseEntry(row)).toBe(row);
  });

  it('of an older version, which knew no pause and no later key, is read', () => {
    const { rest: _rest, keyAt: _keyAt, ...row } = record();
    expect(parseEntry(row)).toBe(row);
  });

  it('with a body of bytes, of a file or without one is read', () => {
    for (const body of [new Uint8Array(3), new Blob(['a']), null, 'text', undefined]) {
      expect(parseEntry(record({ request: { ...entry('a').request, body } }))).toBeDefined();
    }
  });

  it('is read only when every step, the list and the clock can use it, whatever the row holds', () => {
    let read = 0;
    const rows = fc
      .constantFrom(...STATES)
      .chain((state) =>
        spoilt(record({ state, rest: { since: 1, silences: 1 }, undoMs: 5, maxAgeMs: 7 })),
      );
    fc.assert(
      fc.property(rows, (row) => {
        const parsed = parseEntry(row);
        if (!parsed) return;
        read += 1;
        expect(dueOf(parsed, NO_EVIDENCE, defaultLimits)).not.toBeNaN();
        viewOf(parsed);
        originOf(parsed);
        for (const event of EVENTS) {
          const step = nextEntry(parsed, event, defaultLimits);
          const after = step.kind === 'kept' ? step.entry : parsed;
          expect(parseEntry(after)).toBe(after);
        }
      }),
      runs,
    );
    // Some of the generated rows are entries: the test would prove nothing if all were refused at once.
    expect(read).toBeGreaterThan(500);
  });

  it('is never made of a row that is no entry at all', () => {
    fc.assert(
      fc.property(fc.anything({ withBigInt: true, withDate: true, withMap: true }), (row) => {
        expect(parseEntry(row)).toBeUndefined();
      }),
      runs,
    );
  });
});

describe('the end of an entry', () => {
  const ends = [
    { kind: 'applied', value: { a: 1 }, replayed: true, costMicros: 5, failure: json },
    { kind: 'cancelled', doubtful: true },
  ];

  it.each(ends)('that this code wrote is read as it was written: %o', (settlement) => {
    const row = end(settlement);
    expect(parseEnd(row)).toBe(row);
  });

  it('is read only when it can be shown, whatever the row holds', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...ends).chain((one) => spoilt(end(one))),
        (row) => {
          const parsed = parseEnd(row);
          expect(['applied', 'cancelled', undefined]).toContain(
            parsed && seen(parsed, parsed.id).kind,
          );
        },
      ),
      runs,
    );
  });
});

describe('a number of bursts', () => {
  it('is read only when the next one is another whole number', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.anything(), fc.double(), fc.integer(), fc.maxSafeInteger()),
        (value) => {
          const count = parseCount(value);
          if (count === undefined) return;
          expect(count).toBe(value);
          expect(Number.isSafeInteger(count + 1) && Number.isSafeInteger(-count)).toBe(true);
        },
      ),
      runs,
    );
    expect([0, 1, -7].map(parseCount)).toEqual([0, 1, -7]);
  });
});
