import { createVirtualPlatform } from '@holdfast/testing';
import { describe, expect, it } from 'vitest';
import { Failure } from '../failures/failure.ts';
import { NOT_FOUND, SERVER_ERROR } from '../failures/kinds/http.ts';
import { OFFLINE } from '../failures/kinds/network.ts';
import type { TelemetryEvent } from '../telemetry/telemetry-event.ts';
import { createBulkhead } from './bulkhead.ts';
import { createCircuitBreaker } from './circuit-breaker.ts';
import type { CircuitBreaker, CircuitBreakerOptions } from './circuit-breaker.ts';
import { deadline } from './deadline.ts';
import { pipeline } from './pipeline.ts';
import { retry } from './retry.ts';
import { timeout } from './timeout.ts';

const never = new Promise<never>(() => {});
const settledOf = (promise: Promise<unknown>) =>
  promise.then(
    (value) => ({ value }),
    (failure: unknown) => ({ failure }),
  );
/** Work that ends when the test says so. */
function openEnded() {
  const ends: { resolve: (value: string) => void; reject: (failure: Failure) => void }[] = [];
  const work = (): Promise<string> =>
    new Promise((resolve, reject) => void ends.push({ resolve, reject }));
  return { ends, work };
}
const broken = (): Promise<never> => Promise.reject(new Failure(SERVER_ERROR));

async function tripped(options: CircuitBreakerOptions = {}) {
  const platform = createVirtualPlatform();
  const events: TelemetryEvent[] = [];
  const breaker = createCircuitBreaker({ consecutiveFailures: 3, ...options });
  const run = pipeline(
    { name: 'api', platform, sink: (event) => void events.push(event) },
    breaker,
    timeout({ ms: 10_000 }),
  );
  for (let call = 0; call < 3; call += 1) await settledOf(run(broken));
  return { platform, breaker, run, events };
}

const sensitive = (): CircuitBreaker => createCircuitBreaker({ consecutiveFailures: 1 });

describe('a circuit breaker', () => {
  it('opens after failures and refuses without calling the work, telling when to come back', async () => {
    const { platform, breaker, run } = await tripped();
    expect(breaker.getSnapshot()).toBe('open');
    await platform.advance(2_000);
    let calls = 0;
    const refused = await settledOf(run(() => (calls += 1)));
    expect(refused).toMatchObject({
      failure: { code: 'CIRCUIT_OPEN', effect: 'none', retry: 'later', retryAfterMs: 3_000 },
    });
    expect(calls).toBe(0);
  });

  it('closes again when a probe succeeds', async () => {
    const { platform, breaker, run } = await tripped();
    await platform.advance(5_000);
    expect(await run(() => 'well')).toBe('well');
    expect(breaker.getSnapshot()).toBe('closed');
  });

  it('lets one probe pass and refuses the surplus', async () => {
    const { platform, breaker, run } = await tripped();
    await platform.advance(5_000);
    const { ends, work } = openEnded();
    const probe = settledOf(run(work));
    expect(breaker.getSnapshot()).toBe('half-open');
    expect(await settledOf(run(() => 1))).toMatchObject({ failure: { code: 'CIRCUIT_OPEN' } });
    ends[0]?.resolve('well');
    expect(await probe).toEqual({ value: 'well' });
    expect(breaker.getSnapshot()).toBe('closed');
  });

  it('is not wedged by a probe that never answers', async () => {
    const { platform, breaker } = await tripped({ probeLeaseMs: 8_000 });
    const run = pipeline({ platform }, breaker);
    await platform.advance(5_000);
    void run(() => never);
    await platform.advance(7_999);
    expect(await settledOf(run(() => 1))).toMatchObject({ failure: { retryAfterMs: 1 } });
    await platform.advance(1);
    expect(await run(() => 'well')).toBe('well');
    expect(breaker.getSnapshot()).toBe('closed');
  });

  it('gives the place of an aborted probe to the next caller', async () => {
    const { platform, breaker, run } = await tripped();
    await platform.advance(5_000);
    const caller = new AbortController();
    const probe = settledOf(run(() => never, { signal: caller.signal }));
    caller.abort();
    await probe;
    expect(breaker.getSnapshot()).toBe('half-open');
    expect(await run(() => 'well')).toBe('well');
  });

  it('does not take late answers from before it opened as evidence', async () => {
    const platform = createVirtualPlatform();
    const breaker = createCircuitBreaker({ consecutiveFailures: 3 });
    const run = pipeline({ platform }, breaker);
    const { ends, work } = openEnded();
    const late = [settledOf(run(work)), settledOf(run(work))];
    for (let call = 0; call < 3; call += 1) await settledOf(run(broken));
    ends[0]?.resolve('late');
    await late[0];
    expect(breaker.getSnapshot()).toBe('open');
    await platform.advance(5_000);
    await run(() => 'well');
    ends[1]?.reject(new Failure(SERVER_ERROR));
    await late[1];
    for (let call = 0; call < 2; call += 1) await settledOf(run(broken));
    expect(breaker.getSnapshot()).toBe('closed');
  });

  it.each([
    ['an answer that says no', new Failure(NOT_FOUND)],
    ['a defect of our own', new TypeError('not a function')],
    ['being offline', new Failure(OFFLINE)],
  ])('never counts %s', async (_, thrown) => {
    const breaker = sensitive();
    await settledOf(pipeline(breaker)(() => Promise.reject(thrown)));
    expect(breaker.getSnapshot()).toBe('closed');
  });

  it('counts timeouts, but neither the deadline nor the wait for a slot', async () => {
    const platform = createVirtualPlatform();
    const [slow, cut, queued] = [sensitive(), sensitive(), sensitive()];
    const bulkhead = createBulkhead({ max: 1 });
    const calls = [
      pipeline({ platform }, bulkhead)(() => never),
      pipeline({ platform }, slow, timeout({ ms: 10 }))(() => never),
      pipeline({ platform }, deadline({ totalMs: 10 }), cut)(() => never),
      pipeline({ platform }, queued, timeout({ ms: 10 }), bulkhead)(() => never),
    ].map(settledOf);
    await platform.advance(10);
    await Promise.all(calls.slice(1));
    expect([slow, cut, queued].map((breaker) => breaker.getSnapshot())).toEqual([
      'open',
      'closed',
      'closed',
    ]);
  });

  it('is shared by all pipelines it is part of', async () => {
    const { breaker, platform } = await tripped();
    const other = pipeline({ platform }, breaker);
    expect(await settledOf(other(() => 1))).toMatchObject({ failure: { code: 'CIRCUIT_OPEN' } });
  });

  it('makes retry wait until it lets a probe pass', async () => {
    const { breaker, platform } = await tripped();
    const run = pipeline({ platform }, retry(), breaker);
    const settled = settledOf(run(() => platform.monotonic()));
    await platform.advance(6_000);
    const { value } = (await settled) as { value: number };
    expect(value).toBeGreaterThanOrEqual(5_000);
  });

  it('tells its listeners and the sink of each change', async () => {
    const { platform, breaker, run, events } = await tripped({ name: 'origin' });
    const seen: string[] = [];
    breaker.subscribe(() => seen.push(breaker.getSnapshot()));
    await platform.advance(5_000);
    await run(() => 1);
    expect(seen).toEqual(['half-open', 'closed']);
    const told = events.flatMap((event) =>
      event.type === 'circuit.changed' ? `${event.name} ${event.state}` : [],
    );
    expect(told).toEqual(['origin open', 'origin half-open', 'origin closed']);
  });
});
