import { createVirtualPlatform } from '@holdfast/testing';
import { describe, expect, it } from 'vitest';
import { Failure } from '../../failures/failure.ts';
import { NOT_FOUND, RATE_LIMITED, UNAVAILABLE } from '../../failures/kinds/http.ts';
import { TIMEOUT } from '../../failures/kinds/policy.ts';
import type { TelemetryEvent } from '../../telemetry/telemetry-event.ts';
import { fixedBackoff } from './backoff.ts';
import { pipeline } from '../engine/pipeline.ts';
import { retry } from './retry.ts';
import type { RetryOptions } from './retry.ts';
import { tellAttempts } from '../engine/tell-attempts.ts';

const unavailable = new Failure(UNAVAILABLE, { effect: 'none', incidentId: 'i1' });
const unsure = new Failure(UNAVAILABLE, { effect: 'unknown' });

function retrying(options: RetryOptions = {}, failures: readonly unknown[] = []) {
  const platform = createVirtualPlatform();
  const events: TelemetryEvent[] = [];
  const times: number[] = [];
  const run = pipeline(
    { platform },
    retry({ backoff: fixedBackoff(100), ...options }),
    tellAttempts((event) => void events.push(event), 'list'),
  );
  const left = [...failures];
  const work = (): Promise<string> => {
    times.push(platform.monotonic());
    return left.length > 0 ? Promise.reject(left.shift()) : Promise.resolve('done');
  };
  return { platform, run, work, times, events };
}
const settledOf = (promise: Promise<unknown>) =>
  promise.then(
    (value) => ({ value }),
    (failure: unknown) => ({ failure }),
  );

describe('retry', () => {
  it('tries again after the backoff until it succeeds', async () => {
    const { platform, run, work, times } = retrying({}, [unavailable, unavailable]);
    const settled = settledOf(run(work));
    await platform.advance(1_000);
    expect(await settled).toEqual({ value: 'done' });
    expect(times).toEqual([0, 100, 200]);
  });

  it('gives up after three attempts with the last failure, which tells how many there were', async () => {
    const { platform, run, work, times } = retrying(
      {},
      Array.from({ length: 9 }, () => unavailable),
    );
    const settled = settledOf(run(work));
    await platform.advance(1_000);
    expect(await settled).toMatchObject({ failure: { code: 'UNAVAILABLE', attempts: 3 } });
    expect(times).toHaveLength(3);
  });

  it('does not retry a failure that a retry cannot cure', async () => {
    const { run, work, times } = retrying({}, [new Failure(NOT_FOUND)]);
    await settledOf(run(work));
    expect(times).toEqual([0]);
  });

  it.each([
    ['without a key, not', {}, 1],
    ['with a key', { key: 'k1' }, 2],
    ['for a read', { effect: 'none' as const }, 2],
  ])('after an unknown effect, %s', async (_, options, attempts) => {
    const { platform, run, work, times } = retrying({}, [unsure]);
    const settled = settledOf(run(work, options));
    await platform.advance(1_000);
    await settled;
    expect(times).toHaveLength(attempts);
  });

  it('keeps to the server’s hint', async () => {
    const busy = new Failure(RATE_LIMITED, { retryAfterMs: 7_000 });
    const { platform, run, work, times } = retrying({}, [busy]);
    const settled = settledOf(run(work));
    await platform.advance(10_000);
    expect(await settled).toEqual({ value: 'done' });
    expect(times).toEqual([0, 7_100]);
  });

  it('fails now, with the hint, when the hint is past the cap', async () => {
    const busy = new Failure(RATE_LIMITED, { retryAfterMs: 61_000 });
    const { platform, run, work } = retrying({}, [busy]);
    expect(await settledOf(run(work))).toMatchObject({ failure: { retryAfterMs: 61_000 } });
    expect(platform.pending()).toBe(0);
  });

  it('stops waiting as soon as the caller aborts, and does not call the work again', async () => {
    const { platform, run, work, times } = retrying({}, [unavailable]);
    const caller = new AbortController();
    const settled = settledOf(run(work, { signal: caller.signal }));
    await platform.advance(50);
    caller.abort();
    expect(await settled).toMatchObject({
      failure: { code: 'ABORTED', effect: 'none', incidentId: 'i1' },
    });
    expect(platform.pending()).toBe(0);
    await platform.advance(1_000);
    expect(times).toEqual([0]);
  });

  it('hears an abort that comes while the sink hears of the wait', async () => {
    const platform = createVirtualPlatform();
    const caller = new AbortController();
    const run = pipeline(
      { platform },
      retry(),
      tellAttempts(() => caller.abort()),
    );
    const settled = settledOf(run(() => Promise.reject(unavailable), { signal: caller.signal }));
    expect(await settled).toMatchObject({ failure: { code: 'ABORTED' } });
    expect(platform.pending()).toBe(0);
  });

  it('announces no retry when a pipeline around it has ended the call', async () => {
    const { run, events } = retrying();
    const outer = new AbortController();
    const settled = settledOf(
      run(() => new Promise(() => {}), { signal: outer.signal, effect: 'none' }),
    );
    outer.abort(new Failure(TIMEOUT));
    expect(await settled).toMatchObject({ failure: { code: 'TIMEOUT' } });
    expect(events).toMatchObject([{ type: 'attempt.settled', failure: { code: 'TIMEOUT' } }]);
  });

  it('spreads clients that failed together over the whole backoff', async () => {
    const starts = await Promise.all(
      [1, 2, 3, 4, 5, 6, 7, 8].map(async (seed) => {
        const platform = createVirtualPlatform({ seed });
        const times: number[] = [];
        const settled = settledOf(
          pipeline(
            { platform },
            retry({ maxAttempts: 2 }),
          )(() => {
            times.push(platform.monotonic());
            return Promise.reject(unavailable);
          }),
        );
        await platform.advance(200);
        await settled;
        return times[1];
      }),
    );
    expect(new Set(starts).size).toBeGreaterThan(6);
  });

  it('tells the sink of each attempt, and when the next will be', async () => {
    const { platform, run, work, events } = retrying({}, [unavailable]);
    const startedAt = platform.now();
    const settled = settledOf(run(work));
    await platform.advance(1_000);
    await settled;
    expect(events).toMatchObject([
      {
        type: 'attempt.settled',
        at: startedAt,
        name: 'list',
        incidentId: 'i1',
        attempt: 1,
        delayMs: 100,
        failure: { code: 'UNAVAILABLE', attempts: 1, incidentId: 'i1' },
      },
      { at: startedAt + 100, attempt: 2, incidentId: 'i1', delayMs: undefined, failure: undefined },
    ]);
  });

  it('never changes a thrown failure, because other work may throw the same one', async () => {
    const { platform, run } = retrying();
    const settled = settledOf(run(() => Promise.reject(unavailable)));
    await platform.advance(1_000);
    expect(await settled).toMatchObject({ failure: { attempts: 3 } });
    expect(unavailable.attempts).toBe(1);
  });
});
