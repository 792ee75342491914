import { describe, expect, it } from 'vitest';
import { bucketOf } from './latency-buckets.ts';
import { memoryRollupStore } from './memory-rollup-store.ts';
import { readReliability } from './read-reliability.ts';
import { MINUTE_MS, type RollupMeasure, type RollupRow } from './rollup.ts';

const WEEK_MS = 7 * 24 * 60 * MINUTE_MS;
const [FROM, TO] = [10 * WEEK_MS, 11 * WEEK_MS];

const row = (
  measure: RollupMeasure,
  operation: string,
  detail: string,
  count: number,
  more: Partial<RollupRow> = {},
): RollupRow => ({
  ...{ minute: FROM + 5 * MINUTE_MS, measure, operation, detail, release: 'r2', count },
  ...more,
});
const earlier = { minute: TO - WEEK_MS - MINUTE_MS, release: 'r1' };

async function reportOf(
  rows: readonly RollupRow[],
  reached: readonly (readonly [string, string, string])[] = [],
) {
  const store = memoryRollupStore();
  await store.add(
    rows,
    reached.map(([operation, code, session]) => ({
      ...{ minute: FROM + 5 * MINUTE_MS, operation, code, session },
    })),
  );
  return readReliability(store, { from: FROM, to: TO });
}

describe('a report of reliability', () => {
  it('says what failed, how often, and for how many sessions, against the period before', async () => {
    const report = await reportOf(
      [
        row('operation', 'story.tell', 'live', 90),
        row('operation', 'story.tell', 'failed', 8),
        row('operation', 'note.add', 'failed', 2),
        row('operation', 'note.add', 'failed', 5, earlier),
        row('failure', 'note.add', 'TIMEOUT', 2),
        row('failure', 'story.tell', 'TIMEOUT', 6),
        row('failure', 'story.tell', 'TIMEOUT', 2, { minute: TO - MINUTE_MS }),
        row('failure', 'note.add', 'TIMEOUT', 5, earlier),
        row('failure', 'note.add', 'TIMEOUT', 99, { minute: TO }),
      ],
      [
        ['story.tell', 'TIMEOUT', 'a'],
        ['story.tell', 'TIMEOUT', 'b'],
        ['note.add', 'TIMEOUT', 'a'],
      ],
    );
    expect(report).toMatchObject({
      ...{ from: FROM, to: TO },
      operations: { now: 100, before: 5 },
      operationsFailed: { now: 10, before: 5 },
      sessionsAffected: { now: 2, before: 0 },
    });
    expect(report.failures).toEqual([
      {
        ...{ operation: 'story.tell', code: 'TIMEOUT' },
        ...{ count: { now: 8, before: 0 }, sessions: { now: 2, before: 0 } },
      },
      {
        ...{ operation: 'note.add', code: 'TIMEOUT' },
        ...{ count: { now: 2, before: 5 }, sessions: { now: 1, before: 0 } },
      },
    ]);
  });

  it('says which troubles recovered, which did not, and how long that took', async () => {
    const { recoveries, ...report } = await reportOf([
      row('retry', 'story.tell', 'TIMEOUT', 40),
      row('recovery', 'note.add', 'recovered', 1),
      row('recovery', 'story.tell', 'recovered', 9),
      row('recovery', 'story.tell', 'given-up', 3),
      row('recovery', 'story.tell', 'given-up', 1, earlier),
      row('recovery-time', 'note.add', `${bucketOf(900_000)}`, 1),
      row('recovery-time', 'story.tell', `${bucketOf(4000)}`, 8),
      row('recovery-time', 'story.tell', `${bucketOf(60_000)}`, 1),
    ]);
    expect(report).toMatchObject({
      retries: { now: 40, before: 0 },
      recovered: { now: 10, before: 0 },
      givenUp: { now: 3, before: 1 },
      recoveryRate: { now: 10 / 13, before: 0 },
      recoveryP50Ms: { before: null },
    });
    expect((report.recoveryP50Ms.now ?? 0) / 4000).toBeCloseTo(1, 0);
    expect((report.recoveryP95Ms.now ?? 0) / 900_000).toBeCloseTo(1, 0);
    expect(recoveries.map(({ operation, rate, givenUp }) => [operation, rate, givenUp])).toEqual([
      ['story.tell', 9 / 12, 3],
      ['note.add', 1, 0],
    ]);
  });

  it('says what it cost, what the server saw, and which release brought the failures', async () => {
    const report = await reportOf([
      row('cost', '', '', 412),
      row('cost', '', '', 900, earlier),
      row('request', 'GET /notes', 'ok', 20),
      row('request', 'GET /notes', 'failed', 5),
      row('report', '', '', 30),
      row('report', '', '', 50, { release: 'r1' }),
      row('failure', 'story.tell', 'TIMEOUT', 7),
    ]);
    expect(report).toMatchObject({
      costMicros: { now: 412, before: 900 },
      requests: { now: 25, before: 0 },
      requestsFailed: { now: 5, before: 0 },
      releases: [
        { release: 'r2', reports: 30, failures: 7 },
        { release: 'r1', reports: 50, failures: 0 },
      ],
    });
  });

  it('of a quiet week has zeros, and no rate and no time without data', async () => {
    const report = await reportOf([]);
    expect(report).toMatchObject({
      operations: { now: 0, before: 0 },
      recoveryRate: { now: null, before: null },
      recoveryP95Ms: { now: null, before: null },
      ...{ failures: [], recoveries: [], releases: [] },
    });
    expect(JSON.parse(JSON.stringify(report))).toEqual(report);
  });

  it('lists the most frequent failures, and counts the rows of the app with them', async () => {
    const store = memoryRollupStore();
    await store.add(Array.from({ length: 80 }, (_, index) => row('failure', 'a', `C${index}`, 1)));
    const report = await readReliability(store, {
      ...{ from: FROM, to: TO, most: 3 },
      more: async ({ from }) => [row('failure', 'b', 'TIMEOUT', 2, { minute: from })],
    });
    expect(report.failures.map(({ operation, code }) => `${operation} ${code}`)).toEqual([
      ...['b TIMEOUT', 'a C0', 'a C1'],
    ]);
    expect(report.failures[0]?.count).toEqual({ now: 2, before: 2 });
  });
});
