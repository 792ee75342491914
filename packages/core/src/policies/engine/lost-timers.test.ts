import { createVirtualPlatform } from '@holdfast/testing';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createBulkhead } from '../limits/create-bulkhead.ts';
import { deadline } from '../time/deadline.ts';
import { pipeline } from './pipeline.ts';
import { slidingWindow } from '../limits/rate-limit-state.ts';
import { createRateLimit } from '../limits/create-rate-limit.ts';
import { retry } from '../retry/retry.ts';
import { timeout } from '../time/timeout.ts';

// The one file that replaces the host's timers, because it is about apps whose own tests do so.
afterEach(() => vi.useRealTimers());

const never = (): Promise<never> => new Promise<never>(() => {});
const settledOf = (promise: Promise<unknown>) =>
  promise.then(
    (value) => ({ value }),
    (failure: unknown) => ({ failure }),
  );

const limits = () => [
  pipeline(timeout({ ms: 20 })),
  pipeline(deadline({ totalMs: 20 }), retry(), createBulkhead({ max: 5 })),
];

/** Timers set while a request is served are gone when it has ended, and the clock stands still meanwhile. */
function edgeWorker() {
  const platform = createVirtualPlatform();
  let ofRequest: (() => void)[] = [];
  return {
    ...platform,
    schedule(delayMs: number, task: () => void) {
      const cancel = platform.schedule(delayMs, task);
      ofRequest.push(cancel);
      return cancel;
    },
    endRequest() {
      for (const cancel of ofRequest) cancel();
      ofRequest = [];
    },
  };
}

describe('a pipeline whose timers were replaced', () => {
  it.each([
    ['all of them', undefined],
    ['but for the clock', { toFake: ['setTimeout', 'clearTimeout'] as const }],
  ])('still ends slow work when the real timers are back: %s', async (_, config) => {
    for (const run of limits()) {
      vi.useFakeTimers(config && { toFake: [...config.toFake] });
      await run(() => 1);
      vi.useRealTimers();
      expect(await settledOf(run(never))).toMatchObject({ failure: { retry: 'later' } });
      vi.useFakeTimers(config && { toFake: [...config.toFake] });
      const faked = settledOf(run(never));
      vi.advanceTimersByTime(20);
      expect(await faked).toMatchObject({ failure: { retry: 'later' } });
      vi.useRealTimers();
    }
  });

  it('still ends slow work when a test installs fake timers in between', async () => {
    for (const run of limits()) {
      await run(() => 1);
      vi.useFakeTimers();
      const hanging = settledOf(run(never));
      vi.advanceTimersByTime(20);
      expect(await hanging).toMatchObject({ failure: { retry: 'later' } });
      vi.useRealTimers();
    }
  });

  it('lets a call go in its turn under a clock that stands still', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
    vi.spyOn(performance, 'now').mockReturnValue(5);
    const limiter = slidingWindow({ max: 1, perMs: 1_000 });
    const run = pipeline(createRateLimit({ limiter, maxWaitMs: 5_000 }));
    await run(() => 1);
    const next = run(() => 2);
    vi.advanceTimersByTime(999);
    vi.runAllTimers();
    expect(await next).toBe(2);
    vi.restoreAllMocks();
  });

  it('has no endless chain of timers under a clock that stands still', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
    vi.spyOn(performance, 'now').mockReturnValue(5);
    const hanging = pipeline(timeout({ ms: 60_000 }));
    const settled = settledOf(hanging(never));
    vi.runAllTimers();
    expect(await settled).toMatchObject({ failure: { code: 'TIMEOUT' } });
    vi.restoreAllMocks();
  });
});

describe('a pipeline in an edge worker', () => {
  it.each([0, 1, 50, 5_000])(
    'ends slow work in the second request, %i ms after the first',
    async (afterMs) => {
      const platform = edgeWorker();
      const runs = [
        pipeline({ platform }, timeout({ ms: 500 })),
        pipeline({ platform }, deadline({ totalMs: 8_000 }), timeout({ ms: 3_000 })),
      ];
      for (const run of runs) {
        await run(() => 'first');
        void settledOf(run(never));
        platform.endRequest();
        await platform.advance(afterMs);
        const second = settledOf(run(never));
        await platform.advance(3_000);
        expect(await second).toMatchObject({ failure: { code: 'TIMEOUT' } });
      }
    },
  );

  it('lets a call go in its turn although the timers of the calls before it are lost', async () => {
    const platform = edgeWorker();
    const limiter = slidingWindow({ max: 1, perMs: 100 });
    const run = pipeline({ platform }, createRateLimit({ limiter, maxWaitMs: 5_000 }));
    await run(() => 1);
    void settledOf(run(never));
    platform.endRequest();
    const next = run(() => platform.monotonic());
    await platform.advance(5_000);
    // The call before it keeps its turn, because it may only have been slow.
    expect(await next).toBe(300);
  });
});
