import { createVirtualPlatform } from '@holdfast/testing';
import { describe, expect, it } from 'vitest';
import type { TelemetryEvent } from '../../telemetry/telemetry-event.ts';
import { createBulkhead } from '../limits/create-bulkhead.ts';
import { pipeline } from '../engine/pipeline.ts';
import { tellAttempts } from '../engine/tell-attempts.ts';
import { timeout } from './timeout.ts';

const never = new Promise<never>(() => {});
const settledOf = (promise: Promise<unknown>) =>
  promise.then(
    (value) => ({ value }),
    (failure: unknown) => ({ failure }),
  );

describe('a timeout', () => {
  it('fails the attempt in time and aborts its signal, though the work ignores it', async () => {
    const platform = createVirtualPlatform();
    let signal: AbortSignal | undefined;
    const settled = settledOf(
      pipeline(
        { platform },
        timeout({ ms: 500 }),
      )((context) => {
        signal = context.signal;
        return never;
      }),
    );
    await platform.advance(499);
    expect(signal?.aborted).toBe(false);
    await platform.advance(1);
    expect(signal?.aborted).toBe(true);
    const { failure } = (await settled) as { failure: unknown };
    expect(failure).toMatchObject({ code: 'TIMEOUT', retry: 'later', effect: 'unknown' });
    expect(signal?.reason).toBe(failure);
  });

  it('knows that a read has no effect', async () => {
    const platform = createVirtualPlatform();
    const run = pipeline({ platform }, timeout({ ms: 500 }));
    const settled = settledOf(run(() => never, { effect: 'none' }));
    await platform.advance(500);
    expect(await settled).toMatchObject({ failure: { code: 'TIMEOUT', effect: 'none' } });
  });

  it('changes nothing for work that ends in time', async () => {
    const platform = createVirtualPlatform();
    const work = (): Promise<string> =>
      new Promise((resolve) => void platform.schedule(499, () => resolve('done')));
    const events: TelemetryEvent[] = [];
    const run = pipeline(
      { platform },
      tellAttempts((event) => void events.push(event)),
      timeout({ ms: 500 }),
    );
    const signals: AbortSignal[] = [];
    const settled = settledOf(
      run(({ signal }) => {
        signals.push(signal);
        return work();
      }),
    );
    await platform.advance(5_000);
    expect(await settled).toEqual({ value: 'done' });
    expect(signals.map(({ aborted }) => aborted)).toEqual([false]);
    expect(events).toMatchObject([
      { type: 'attempt.settled', durationMs: 499, failure: undefined },
    ]);
    expect(platform.pending()).toBe(0);
  });

  it('holds for a result that lasts longer than the work, until it is due', async () => {
    const platform = createVirtualPlatform();
    const run = pipeline({ platform }, timeout({ ms: 500 }));
    const signal = await run((context) => context.signal, { lasting: true, effect: 'none' });
    await platform.advance(499);
    expect(signal.aborted).toBe(false);
    await platform.advance(1);
    expect(signal.reason).toMatchObject({ code: 'TIMEOUT', effect: 'none', attempts: 1 });
    expect(platform.pending()).toBe(0);
  });

  it('does not let the late end of the work surface anywhere', async () => {
    const platform = createVirtualPlatform();
    const work = (): Promise<never> =>
      new Promise((_, reject) => void platform.schedule(900, () => reject(new Error('late'))));
    const settled = settledOf(pipeline({ platform }, timeout({ ms: 500 }))(work));
    await platform.advance(1_000);
    expect(await settled).toMatchObject({ failure: { code: 'TIMEOUT' } });
  });

  it('covers the wait for a slot when it stands before the bulkhead: nothing was begun', async () => {
    const platform = createVirtualPlatform();
    const run = pipeline({ platform }, timeout({ ms: 500 }), createBulkhead({ max: 1 }));
    let begun = 0;
    const work = (): Promise<never> => {
      begun += 1;
      return never;
    };
    const first = settledOf(run(work));
    const queued = settledOf(run(work));
    await platform.advance(500);
    expect(await first).toMatchObject({ failure: { code: 'TIMEOUT', effect: 'unknown' } });
    expect(await queued).toMatchObject({ failure: { code: 'TIMEOUT', effect: 'none' } });
    expect(begun).toBe(1);
  });

  it('is counted from after the wait for a slot when it stands behind the bulkhead', async () => {
    const platform = createVirtualPlatform();
    const run = pipeline(
      { platform },
      tellAttempts(() => {}),
      createBulkhead({ max: 1 }),
      timeout({ ms: 500 }),
    );
    const work = (): Promise<void> =>
      new Promise((resolve) => void platform.schedule(300, resolve));
    const calls = Promise.all([settledOf(run(work)), settledOf(run(work))]);
    await platform.advance(600);
    expect(await calls).toEqual([{ value: undefined }, { value: undefined }]);
    expect(platform.monotonic()).toBe(600);
  });

  it('is reported to the sink', async () => {
    const platform = createVirtualPlatform();
    const events: TelemetryEvent[] = [];
    const sink = (event: TelemetryEvent): void => void events.push(event);
    const run = pipeline({ platform }, tellAttempts(sink, 'slow'), timeout({ ms: 500 }));
    const settled = settledOf(run(() => never, { incidentId: 'i1' }));
    await platform.advance(500);
    await settled;
    expect(events).toMatchObject([
      {
        type: 'attempt.settled',
        at: platform.now(),
        name: 'slow',
        incidentId: 'i1',
        attempt: 1,
        durationMs: 500,
        failure: { code: 'TIMEOUT' },
      },
    ]);
  });
});
