import { createVirtualPlatform } from '@holdfast/testing';
import { describe, expect, it } from 'vitest';
import { Failure } from '../../failures/failure.ts';
import { UNAVAILABLE } from '../../failures/kinds/http.ts';
import { fixedBackoff } from '../retry/backoff.ts';
import { deadline } from './deadline.ts';
import { createBulkhead } from '../limits/create-bulkhead.ts';
import { pipeline } from '../engine/pipeline.ts';
import { retry } from '../retry/retry.ts';
import { timeout } from './timeout.ts';

const never = new Promise<never>(() => {});
const failureOf = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => undefined,
    (failure: unknown) => failure,
  );

describe('a deadline', () => {
  it('ends the whole call, with the last failure as cause', async () => {
    const platform = createVirtualPlatform();
    const run = pipeline(
      { platform },
      deadline({ totalMs: 800 }),
      retry({ backoff: fixedBackoff(100), maxAttempts: 9 }),
      timeout({ ms: 400 }),
    );
    const failure = failureOf(run(() => never, { key: 'k1' }));
    await platform.advance(800);
    expect(await failure).toMatchObject({
      code: 'DEADLINE_EXCEEDED',
      effect: 'unknown',
      attempts: 2,
      cause: { code: 'TIMEOUT' },
    });
    await platform.advance(1_000);
    expect(platform.pending()).toBe(0);
  });

  it('fails at once with the hint when the server asks to wait past it', async () => {
    const platform = createVirtualPlatform();
    const run = pipeline({ platform }, deadline({ totalMs: 1_000 }), retry());
    const busy = new Failure(UNAVAILABLE, { effect: 'none', retryAfterMs: 2_000 });
    expect(await failureOf(run(() => Promise.reject(busy)))).toMatchObject({
      code: 'UNAVAILABLE',
      retryAfterMs: 2_000,
    });
    expect(platform.monotonic()).toBe(0);
  });

  it('ends a call that still waits for a slot, and says that no work was begun', async () => {
    const platform = createVirtualPlatform();
    const bulkhead = createBulkhead({ max: 1 });
    void failureOf(pipeline({ platform }, bulkhead)(() => never));
    const queued = failureOf(
      pipeline({ platform }, deadline({ totalMs: 1_000 }), bulkhead)(() => never),
    );
    await platform.advance(1_000);
    expect(await queued).toMatchObject({ code: 'DEADLINE_EXCEEDED', effect: 'none' });
  });

  it('leaves no timer for a call that ends in time', async () => {
    const platform = createVirtualPlatform();
    const run = pipeline({ platform }, deadline({ totalMs: 60_000 }));
    expect(await run(() => 1)).toBe(1);
    await platform.advance(1_000);
    expect(platform.pending()).toBe(0);
  });

  it('holds for a result that lasts longer than the call, also when the call has failed', async () => {
    const platform = createVirtualPlatform();
    const run = pipeline({ platform }, deadline({ totalMs: 500 }), retry({ maxAttempts: 1 }));
    const signals: AbortSignal[] = [];
    const calls = [() => {}, () => Promise.reject(new Failure(UNAVAILABLE))].map((work) =>
      run(
        ({ signal }) => {
          signals.push(signal);
          return work();
        },
        { lasting: true },
      ).catch(() => {}),
    );
    await Promise.all(calls);
    await platform.advance(499);
    expect(signals.map(({ aborted }) => aborted)).toEqual([false, false]);
    await platform.advance(1);
    expect(signals.map(({ reason }) => reason as unknown)).toMatchObject([
      { code: 'DEADLINE_EXCEEDED' },
      { code: 'DEADLINE_EXCEEDED' },
    ]);
  });
});
