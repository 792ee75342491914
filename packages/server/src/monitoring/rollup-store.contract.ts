import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type AffectedSession, MINUTE_MS, type RollupRow, type RollupStore } from './rollup.ts';

export interface RollupStoreUnderTest {
  readonly store: RollupStore;
  readonly close: () => Promise<void>;
}

/** A full hour of the year 2026. */
const HOUR = 1_767_225_600_000;
const minute = (number: number): number => HOUR + number * MINUTE_MS;

const failed = (at: number, count = 1, more: Partial<RollupRow> = {}): RollupRow => ({
  ...{ minute: minute(at), measure: 'failure', operation: 'story.tell', detail: 'TIMEOUT' },
  ...{ release: 'r1', count },
  ...more,
});
const reached = (at: number, session: string, code = 'TIMEOUT'): AffectedSession => ({
  ...{ minute: minute(at), operation: 'story.tell', code, session },
});
const all = { from: minute(0), to: minute(60) };
const sum = (rows: readonly RollupRow[]): number =>
  rows.reduce((total, row) => total + row.count, 0);

/** The rules that every `RollupStore` keeps. */
export function rollupStoreContract(name: string, open: () => Promise<RollupStoreUnderTest>): void {
  describe(`${name} as a store of counts`, () => {
    let under: RollupStoreUnderTest;
    beforeEach(async () => {
      under = await open();
    });
    afterEach(() => under.close());

    it('adds to the existing counts, and keeps different counts apart', async () => {
      const { store } = under;
      await store.add([failed(0, 2), failed(1), failed(0, 5, { release: '' })]);
      await store.add([failed(0, 3), failed(0, 4, { measure: 'auth' })]);
      const rows = await store.read(all);
      expect(rows).toHaveLength(4);
      expect(rows).toEqual(
        expect.arrayContaining([
          failed(0, 5),
          failed(1),
          failed(0, 5, { release: '' }),
          failed(0, 4, { measure: 'auth' }),
        ]),
      );
    });

    it('loses no count when several servers add at once', async () => {
      const { store } = under;
      const rows = [failed(0), failed(1), failed(2)];
      await Promise.all(
        Array.from({ length: 10 }, (_, server) =>
          store.add(server % 2 === 0 ? rows : rows.toReversed(), [reached(0, `page-${server}`)]),
        ),
      );
      expect(sum(await store.read(all))).toBe(30);
      expect(await store.affectedSessions(all)).toBe(10);
    });

    it('takes more rows at once than one statement can hold', async () => {
      const rows = Array.from({ length: 1201 }, (_, at) =>
        failed(at % 60, 1, { detail: `C${at}` }),
      );
      await under.store.add(
        rows,
        rows.map(({ detail }) => reached(0, detail)),
      );
      expect(await under.store.read(all)).toHaveLength(1201);
      expect(await under.store.affectedSessions(all)).toBe(1201);
    });

    it('reads the minutes from the first to before the last, and joins them to steps', async () => {
      const { store } = under;
      await store.add([failed(0), failed(9, 2), failed(10, 4), failed(19, 8), failed(20, 16)]);
      const time = { from: minute(9), to: minute(20) };
      expect(sum(await store.read(time))).toBe(14);
      const steps = await store.read({ ...time, stepMs: 10 * MINUTE_MS });
      expect(steps).toHaveLength(2);
      expect(steps).toEqual(expect.arrayContaining([failed(0, 2), failed(10, 12)]));
    });

    it('reads the measures that the caller asks for', async () => {
      const { store } = under;
      await store.add([
        failed(0),
        failed(0, 2, { measure: 'auth' }),
        failed(0, 4, { measure: 'retry' }),
      ]);
      expect(sum(await store.read(all, ['auth', 'retry']))).toBe(6);
      expect(await store.read(all, [])).toEqual([]);
    });

    it('counts a session once over all minutes, operations and codes', async () => {
      const { store } = under;
      await store.add([], [reached(0, 'a'), reached(1, 'a'), reached(1, 'a', 'DEFECT')]);
      await store.add([], [reached(0, 'a'), reached(2, 'b')]);
      expect(await store.affectedSessions(all)).toBe(2);
      expect(await store.affectedSessions({ ...all, code: 'DEFECT' })).toBe(1);
      expect(await store.affectedSessions({ ...all, operation: 'story.list' })).toBe(0);
      expect(await store.affectedSessions({ from: minute(1), to: minute(2) })).toBe(1);
    });

    it('counts the sessions of each step, and of each operation and code', async () => {
      const { store } = under;
      const sessions = [
        reached(0, 'a'),
        reached(1, 'a'),
        reached(1, 'b'),
        reached(9, 'b', 'DEFECT'),
      ];
      await store.add([], sessions);
      expect(await store.affectedSteps({ ...all, stepMs: 5 * MINUTE_MS })).toEqual([
        { minute: minute(0), sessions: 2 },
        { minute: minute(5), sessions: 1 },
      ]);
      expect(await store.affectedFailures(all)).toEqual([
        { operation: 'story.tell', code: 'TIMEOUT', sessions: 2 },
        { operation: 'story.tell', code: 'DEFECT', sessions: 1 },
      ]);
    });

    it('forgets minutes from before a time, a limited number at once, and no others', async () => {
      const { store } = under;
      await store.add([failed(0), failed(1), failed(2)], [reached(0, 'a'), reached(2, 'a')]);
      expect(await store.prune(minute(2), 2)).toBe(2);
      expect(await store.prune(minute(2))).toBe(1);
      expect(await store.read(all)).toEqual([failed(2)]);
      expect(await store.affectedSteps(all)).toEqual([{ minute: minute(2), sessions: 1 }]);
    });

    it('takes an empty list', async () => {
      await under.store.add([]);
      expect(await under.store.read(all)).toEqual([]);
      expect(await under.store.affectedSessions(all)).toBe(0);
    });
  });
}
