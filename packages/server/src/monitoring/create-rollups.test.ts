import { Failure } from '@holdfast/core';
import { catalogue } from '@holdfast/core/failures';
import { describe, expect, it } from 'vitest';
import { memoryRollupStore } from './memory-rollup-store.ts';
import { MINUTE_MS, type RollupRow } from './rollup.ts';
import { always, rollupsUnderTest, settled, START, timeout } from './rollups.contract.ts';

const total = (rows: readonly RollupRow[]): number =>
  rows.reduce((sum, { count }) => sum + count, 0);

/** A store that is down from time to time. */
function failing() {
  const store = memoryRollupStore();
  const failures: unknown[] = [];
  const state = { down: false };
  const add: typeof store.add = async (...given) => {
    if (state.down) throw new Error('The database is down.');
    return store.add(...given);
  };
  const world = rollupsUnderTest({ store: { add }, onFailure: (error) => failures.push(error) });
  const count = async () => total(await store.read(always));
  return { ...world, state, failures, count, kept: store };
}

describe('counts on their way to the store', () => {
  const request = { measure: 'request', operation: 'GET /a', detail: 'ok' } as const;

  it('reach the store every few seconds, in the minute in which the server counted them', async () => {
    const { platform, rollups, kept, count } = failing();
    rollups.start();
    rollups.count(request);
    rollups.count({ ...request, count: 2 });
    await platform.advance(5000);
    expect(await count()).toBe(3);
    await platform.advance(MINUTE_MS);
    rollups.count(request);
    await platform.advance(5000);
    expect((await kept.read(always)).map(({ minute, count: times }) => [minute, times])).toEqual([
      [START, 3],
      [START + MINUTE_MS, 1],
    ]);
  });

  it('wait while the store fails, and reach it once when it works again', async () => {
    const { platform, rollups, state, failures, count, stored, kept } = failing();
    rollups.start();
    state.down = true;
    rollups.count(request);
    rollups.events([stored(settled('failed', { failure: timeout }))]);
    await platform.advance(15_000);
    expect(await count()).toBe(0);
    expect(failures).toHaveLength(3);
    state.down = false;
    rollups.count(request);
    await platform.advance(15_000);
    expect((await kept.read(always)).find(({ measure }) => measure === 'request')?.count).toBe(2);
    expect(await kept.affectedSessions(always)).toBe(1);
  });

  it('are dropped, counted and told when the store may have them already, and never count twice', async () => {
    const store = memoryRollupStore();
    const failures: unknown[] = [];
    let isCutOff = true;
    const add: typeof store.add = async (...given) => {
      await store.add(...given);
      if (isCutOff) throw new Failure(catalogue.COMMIT_UNCERTAIN);
    };
    const { platform, rollups } = rollupsUnderTest({
      store: { add },
      onFailure: (error) => failures.push(error),
    });
    rollups.start();
    rollups.count(request);
    await platform.advance(5000);
    isCutOff = false;
    rollups.count({ ...request, count: 2 });
    await platform.advance(5000);
    expect(total(await store.read(always))).toBe(3);
    expect(rollups.dropped()).toBe(1);
    expect(failures).toEqual([expect.objectContaining({ code: 'COMMIT_UNCERTAIN' })]);
  });

  it('are dropped, counted and told when the store never answers, and the next ones reach it', async () => {
    const store = memoryRollupStore();
    const failures: unknown[] = [];
    let isHanging = true;
    const { platform, rollups } = rollupsUnderTest({
      store: {
        add: (...given) => (isHanging ? new Promise<void>(() => {}) : store.add(...given)),
      },
      onFailure: (error) => failures.push(error),
    });
    rollups.start();
    rollups.count(request);
    await platform.advance(5000);
    isHanging = false;
    rollups.count({ ...request, count: 2 });
    await platform.advance(30_000 + 5000);
    expect(failures).toEqual([expect.objectContaining({ code: 'TIMEOUT' })]);
    expect(rollups.dropped()).toBe(1);
    expect(total(await store.read(always))).toBe(2);
  });

  it.each([
    ['a part of one', { count: 0.25 }],
    ['no number', { count: Number.NaN }],
    ['a number beyond all', { count: Number.POSITIVE_INFINITY }],
    ['a name with U+0000', { operation: 'a\0' }],
    ['half of a letter', { detail: '\uD83D' }],
    ['two lines as a name', { operation: 'a\nb' }],
  ])('are stored though the app counts %s, which is refused', async (_, wrong) => {
    const { rollups, count } = failing();
    rollups.count(request);
    expect(() => rollups.count({ ...request, ...wrong })).toThrow(
      expect.objectContaining({ code: 'DEFECT' }) as Error,
    );
    await rollups.stop();
    expect(await count()).toBe(1);
  });

  it('are stored to the last when counting stops, which leaves no timer', async () => {
    const { platform, rollups, count } = failing();
    rollups.start();
    rollups.start();
    rollups.count(request);
    await rollups.stop();
    expect(await count()).toBe(1);
    expect(platform.pending()).toBe(0);
  });

  it('are stored at one pace, also when counting starts again while a flush is under way', async () => {
    let flushes = 0;
    const first = Promise.withResolvers<void>();
    const { platform, rollups } = rollupsUnderTest({
      store: { add: () => ((flushes += 1) === 1 ? first.promise : Promise.resolve()) },
    });
    rollups.start();
    await platform.advance(5000);
    const stopped = rollups.stop();
    rollups.start();
    first.resolve();
    await stopped;
    expect(platform.pending()).toBe(1);
    await platform.advance(50_000);
    expect(flushes).toBe(2 + 10);
    await rollups.stop();
    expect(platform.pending()).toBe(0);
  });

  it('take limited memory: existing rows count on, and new ones count as dropped', async () => {
    const { rollups, rows, stored, store } = rollupsUnderTest({ maxRows: 3 });
    for (let index = 0; index < 10; index += 1) {
      rollups.count({ measure: 'request', operation: `GET /${index}` });
      rollups.count({ measure: 'request', operation: 'GET /0' });
    }
    expect(await rows()).toHaveLength(3);
    expect(total(await rows())).toBe(13);
    expect(rollups.dropped()).toBe(7);
    const failed = settled('failed', { failure: timeout });
    rollups.events(
      Array.from({ length: 9 }, (_, index) => stored(failed, { session: `s${index}` })),
    );
    await rollups.flush();
    expect(await store.affectedSessions(always)).toBe(3);
  });

  it('include a sample from just before each flush', async () => {
    const sampled: string[] = [];
    const { rollups } = rollupsUnderTest({ sample: () => sampled.push('memory') });
    await rollups.flush();
    await rollups.flush();
    expect(sampled).toEqual(['memory', 'memory']);
  });
});
