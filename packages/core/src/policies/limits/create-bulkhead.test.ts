import { createVirtualPlatform } from '@holdfast/testing';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TelemetryEvent } from '../../telemetry/telemetry-event.ts';
import { createBulkhead } from './create-bulkhead.ts';
import { byPriority } from './by-priority.ts';
import { pipeline } from '../engine/pipeline.ts';
import { tellAttempts } from '../engine/tell-attempts.ts';
import { timeout } from '../time/timeout.ts';

const settledOf = (promise: Promise<unknown>) =>
  promise.then(
    (value) => ({ value }),
    (failure: unknown) => ({ failure }),
  );
const turn = (): Promise<void> => createVirtualPlatform().advance(0);

/** Work that begins when it is called and ends when the test says so. */
function workshop() {
  const begun: string[] = [];
  const ends = new Map<string, () => void>();
  const work = (name: string) => () => {
    begun.push(name);
    return new Promise<string>((resolve) => ends.set(name, () => resolve(name)));
  };
  const end = async (name: string): Promise<void> => {
    ends.get(name)?.();
    await turn();
  };
  return { begun, work, end };
}

function holding() {
  const ends: (() => void)[] = [];
  const held = new Promise<void>((resolve) => void ends.push(resolve));
  return { held, letGo: () => ends[0]?.() };
}

describe('a bulkhead', () => {
  it('lets as many calls work as it has slots; the others follow in the order of their arrival', async () => {
    const { begun, work, end } = workshop();
    const run = pipeline(createBulkhead({ max: 2 }));
    for (const name of ['a', 'b', 'c', 'd']) void run(work(name));
    expect(begun).toEqual(['a', 'b']);
    await end('b');
    expect(begun).toEqual(['a', 'b', 'c']);
    await end('a');
    expect(begun).toEqual(['a', 'b', 'c', 'd']);
  });

  it('hands a slot to the first call in the queue, not to a new call', async () => {
    const { begun, work, end } = workshop();
    const run = pipeline(createBulkhead({ max: 1 }));
    void run(work('first')).then(() => run(work('newcomer')));
    void run(work('queued'));
    await end('first');
    expect(begun).toEqual(['first', 'queued']);
    await end('queued');
    expect(begun).toEqual(['first', 'queued', 'newcomer']);
  });

  it('refuses when the queue is full, and says so to the sink', async () => {
    const events: TelemetryEvent[] = [];
    const { begun, work } = workshop();
    const sink = (event: TelemetryEvent): void => void events.push(event);
    const run = pipeline(
      { platform: createVirtualPlatform() },
      tellAttempts(sink, 'api'),
      createBulkhead({ max: 1, maxQueued: 1 }),
    );
    void run(work('a'));
    void run(work('b'));
    expect(await settledOf(run(work('c')))).toMatchObject({
      failure: { code: 'BULKHEAD_FULL', effect: 'none', retry: 'later' },
    });
    expect(begun).toEqual(['a']);
    expect(events).toMatchObject([{ name: 'api', failure: { code: 'BULKHEAD_FULL' } }]);
  });

  it('lets calls with a higher priority overtake, and keeps the order of arrival among equals', async () => {
    const { begun, work, end } = workshop();
    const run = pipeline(createBulkhead({ max: 1, order: byPriority }));
    void run(work('first'));
    for (const [name, priority] of [
      ['a', 0],
      ['b', 5],
      ['c', 5],
      ['d', 9],
    ] as const) {
      void run(work(name), { priority });
    }
    for (const name of ['first', 'd', 'b', 'c']) await end(name);
    expect(begun).toEqual(['first', 'd', 'b', 'c', 'a']);
  });

  it('ends a wait that takes too long; the place is free and no work was begun', async () => {
    const platform = createVirtualPlatform();
    const { begun, work, end } = workshop();
    const run = pipeline({ platform }, createBulkhead({ max: 1, maxQueued: 1, maxWaitMs: 50 }));
    void run(work('a'));
    const late = settledOf(run(work('late')));
    await platform.advance(50);
    expect(await late).toMatchObject({ failure: { code: 'BULKHEAD_TIMEOUT', effect: 'none' } });
    void run(work('b'));
    await end('a');
    expect(begun).toEqual(['a', 'b']);
    expect(platform.pending()).toBe(0);
  });

  it('lets no attempt wait for longer than a minute by default', async () => {
    const platform = createVirtualPlatform();
    const { work } = workshop();
    const run = pipeline({ platform }, createBulkhead({ max: 1 }));
    void run(work('a'));
    const late = settledOf(run(work('late')));
    await platform.advance(60_000);
    expect(await late).toMatchObject({ failure: { code: 'BULKHEAD_TIMEOUT', effect: 'none' } });
  });

  it.each([
    ['says nothing', () => undefined],
    ['cannot compare', byPriority],
    ['names what does not wait', () => () => {}],
    ['gives no function', () => 1 as never],
  ])('loses no slot to an order that %s', async (_, order) => {
    const { begun, work, end } = workshop();
    const run = pipeline(createBulkhead({ max: 1, order }));
    void run(work('a'));
    void run(work('b'), { priority: Number.NaN });
    await end('a');
    await end('b');
    void run(work('c'));
    expect(begun).toEqual(['a', 'b', 'c']);
  });

  it('frees the place of a queued call at once when its caller aborts', async () => {
    const { begun, work, end } = workshop();
    const run = pipeline(createBulkhead({ max: 1, maxQueued: 1 }));
    const caller = new AbortController();
    void run(work('a'));
    const gone = settledOf(run(work('gone'), { signal: caller.signal }));
    caller.abort();
    void run(work('b'));
    expect(await gone).toMatchObject({ failure: { code: 'ABORTED', effect: 'none' } });
    await end('a');
    expect(begun).toEqual(['a', 'b']);
  });

  it('passes a slot on when the caller that got it aborts in the same moment', async () => {
    const { begun, work } = workshop();
    const run = pipeline(createBulkhead({ max: 1 }));
    const caller = new AbortController();
    const { held, letGo } = holding();
    void run(() => held);
    const gone = settledOf(run(work('gone'), { signal: caller.signal }));
    void run(work('next'));
    // This listener is registered after the pipeline's own, so it runs between the handing over and the beginning of
    // the work.
    void held.then(() => caller.abort());
    letGo();
    expect(await gone).toMatchObject({ failure: { code: 'ABORTED', effect: 'none' } });
    await turn();
    expect(begun).toEqual(['next']);
  });

  it('keeps the slot of a timed-out call until its work really ends', async () => {
    const platform = createVirtualPlatform();
    const { begun, work, end } = workshop();
    const run = pipeline({ platform }, createBulkhead({ max: 1 }), timeout({ ms: 100 }));
    const deaf = settledOf(run(work('deaf')));
    void settledOf(run(work('next')));
    await platform.advance(100);
    expect(await deaf).toMatchObject({ failure: { code: 'TIMEOUT' } });
    expect(begun).toEqual(['deaf']);
    await end('deaf');
    expect(begun).toEqual(['deaf', 'next']);
  });

  it.each([
    [
      'throws at once',
      (): never => {
        throw new Error('at once');
      },
    ],
    ['rejects', (): Promise<never> => Promise.reject(new Error('later'))],
    ['gives no promise', () => 1],
  ])('gives the slot back once when the work %s', async (_, work) => {
    const shop = workshop();
    const run = pipeline({ platform: createVirtualPlatform() }, createBulkhead({ max: 1 }));
    await settledOf(run(work));
    void run(shop.work('a'));
    void run(shop.work('b'));
    await turn();
    expect(shop.begun).toEqual(['a']);
  });

  it('is never exceeded, never idle while a call waits, and empty in the end', async () => {
    const plan = fc.array(
      fc.record({
        startMs: fc.nat(50),
        workMs: fc.nat(40),
        abortMs: fc.option(fc.nat(60)),
        fails: fc.boolean(),
        priority: fc.nat(2),
        jumpMs: fc.option(fc.integer({ min: -7_200_000, max: 7_200_000 })),
      }),
      { minLength: 10, maxLength: 25 },
    );
    await fc.assert(
      fc.asyncProperty(plan, fc.integer({ min: 1, max: 4 }), async (calls, max) => {
        const platform = createVirtualPlatform();
        const run = pipeline(
          { platform },
          createBulkhead({ max, order: byPriority }),
          timeout({ ms: 15 }),
        );
        let working = 0;
        let most = 0;
        const all = calls.map(async (call) => {
          const { startMs, workMs, abortMs, fails, priority, jumpMs } = call;
          const caller = new AbortController();
          await new Promise<void>((resolve) => void platform.schedule(startMs, resolve));
          if (abortMs !== null) platform.schedule(abortMs, () => caller.abort());
          if (jumpMs !== null) platform.jumpWallClock(jumpMs);
          const work = (): Promise<void> => {
            working += 1;
            most = Math.max(most, working);
            // The work ignores its signal, as an app's work may.
            return new Promise((resolve, reject) => {
              platform.schedule(workMs, () => {
                working -= 1;
                if (fails) reject(new Error('work failed'));
                else resolve();
              });
            });
          };
          await settledOf(run(work, { signal: caller.signal, priority }));
        });
        await platform.advance(50 + 25 * 40 + 1_000);
        await Promise.all(all);
        expect(most).toBeLessThanOrEqual(max);
        expect([working, platform.pending()]).toEqual([0, 0]);
        const { begun, work } = workshop();
        for (let call = 0; call <= max; call += 1) void settledOf(run(work(`after ${call}`)));
        expect(begun).toHaveLength(max);
      }),
      { numRuns: 60 },
    );
  });
});
