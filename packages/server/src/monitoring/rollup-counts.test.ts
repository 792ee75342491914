import { describe, expect, it } from 'vitest';
import type { AffectedSession, RollupRow } from './rollup.ts';
import { createRollupCounts } from './rollup-counts.ts';

const row = (more: Partial<RollupRow> = {}): RollupRow => ({
  ...{ minute: 0, measure: 'failure', operation: 'list', detail: 'TIMEOUT', release: '1' },
  ...{ count: 1, ...more },
});
const session = (more: Partial<AffectedSession> = {}): AffectedSession => ({
  ...{ minute: 0, operation: 'list', code: 'TIMEOUT', session: 's1', ...more },
});

/** Counts in four rows and as many sessions. */
function counting() {
  const counts = createRollupCounts(4);
  return {
    counts,
    count: (...rows: readonly RollupRow[]) => rows.forEach((one) => counts.count(one)),
    reach: (...all: readonly AffectedSession[]) => all.forEach((one) => counts.reach(one)),
  };
}

describe('counts that wait for the store', () => {
  it('add up for the same row', () => {
    const { counts, count } = counting();
    const first = row({ count: 2 });
    count(first, row({ count: 3 }));
    expect(counts.take()).toEqual({ rows: [row({ count: 5 })], affected: [] });
    expect(first.count).toBe(2);
  });

  it.each<[string, Partial<RollupRow>]>([
    ['minute', { minute: 60_000 }],
    ['release', { release: '2' }],
    ['measure', { measure: 'auth' }],
    ['operation', { operation: 'save' }],
    ['detail', { detail: 'OFFLINE' }],
  ])('are apart for another %s, also when the first comes again', (_, other) => {
    const { counts, count } = counting();
    count(row(), row(other), row(), row(other), row());
    expect(counts.take().rows).toEqual([row({ count: 3 }), row({ ...other, count: 2 })]);
  });

  it('are new after the store took them', () => {
    const { counts, count, reach } = counting();
    count(row());
    reach(session());
    const taken = counts.take();
    expect(counts.take()).toEqual({ rows: [], affected: [] });
    count(row());
    expect(counts.take().rows).toEqual([row()]);
    expect(taken).toEqual({ rows: [row()], affected: [session()] });
  });

  it('come back, and add up with those that came since', () => {
    const { counts, count, reach } = counting();
    count(row({ count: 7 }));
    reach(session());
    const taken = counts.take();
    count(row());
    reach(session(), session({ session: 's2' }));
    counts.putBack(taken);
    expect(counts.take()).toEqual({
      rows: [row({ count: 8 })],
      affected: [session(), session({ session: 's2' })],
    });
  });

  it('have a limit of rows, beyond which known rows count on', () => {
    const { counts, count } = counting();
    const rows = ['a', 'b', 'c', 'd', 'e'].map((operation) => row({ operation }));
    count(...rows);
    expect(counts.dropped).toBe(1);
    count(...rows);
    expect(counts.dropped).toBe(2);
    expect(counts.take().rows).toEqual(rows.slice(0, 4).map((one) => ({ ...one, count: 2 })));
    count(row({ operation: 'e' }));
    expect(counts.dropped).toBe(2);
  });
});

describe('sessions that wait for the store', () => {
  it.each<[string, Partial<AffectedSession>]>([
    ['minute', { minute: 60_000 }],
    ['operation', { operation: 'save' }],
    ['code', { code: 'OFFLINE' }],
    ['session', { session: 's2' }],
  ])('count once, and again for another %s', (_, other) => {
    const { counts, reach } = counting();
    reach(session(), session(other), session(), session(other));
    expect(counts.take().affected).toEqual([session(), session(other)]);
  });

  it('have a limit, beyond which a known session is not dropped', () => {
    const { counts, reach } = counting();
    const sessions = ['a', 'b', 'c', 'd', 'e'].map((one) => session({ session: one }));
    reach(...sessions);
    expect(counts.dropped).toBe(1);
    reach(...sessions.slice(0, 4));
    expect(counts.dropped).toBe(1);
    expect(counts.take().affected).toEqual(sessions.slice(0, 4));
  });
});
