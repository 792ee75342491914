import { createVirtualPlatform } from '@holdfast/testing';
import type { VirtualPlatform } from '@holdfast/testing';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FailureKind } from '../../failures/failure-kind.ts';
import { Failure } from '../../failures/failure.ts';
import {
  CLIENT_ERROR,
  CONFLICT,
  NOT_FOUND,
  RATE_LIMITED,
  REQUEST_TIMEOUT,
  SERVER_ERROR,
  UNAVAILABLE,
} from '../../failures/kinds/http.ts';
import { UNAUTHENTICATED } from '../../failures/kinds/identity.ts';
import { CAPTIVE_PORTAL, OFFLINE, PROXY_REFUSED } from '../../failures/kinds/network.ts';
import type { TelemetryEvent } from '../../telemetry/telemetry-event.ts';
import { createBulkhead } from '../limits/create-bulkhead.ts';
import { createCircuitBreaker } from './create-circuit-breaker.ts';
import {
  hydrateCircuit,
  isolateCircuit,
  reconfigureCircuit,
  snapshotCircuit,
  tellCircuit,
} from './circuit-control.ts';
import type { CircuitSnapshot } from './circuit-control.ts';
import type { CircuitBreaker, CircuitBreakerOptions } from './create-circuit-breaker.ts';
import { deadline } from '../time/deadline.ts';
import { pipeline } from '../engine/pipeline.ts';
import type { Pipeline } from '../engine/execute.ts';
import { retry } from '../retry/retry.ts';
import { timeout } from '../time/timeout.ts';
import { consecutiveFailures } from './trip-rule.ts';

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
const refusing = (kind: FailureKind) => (): Promise<never> => Promise.reject(new Failure(kind));
const broken = refusing(SERVER_ERROR);

async function tripped(options: CircuitBreakerOptions = {}) {
  const platform = createVirtualPlatform();
  const breaker = createCircuitBreaker({ trip: consecutiveFailures(3), ...options });
  const run = pipeline({ platform }, breaker, timeout({ ms: 10_000 }));
  for (let call = 0; call < 3; call += 1) await settledOf(run(broken));
  return { platform, breaker, run };
}

const trip = async (run: Pipeline): Promise<void> => {
  for (let call = 0; call < 3; call += 1) await settledOf(run(broken));
};

const sensitive = (): CircuitBreaker => createCircuitBreaker({ trip: consecutiveFailures(1) });

describe('a circuit breaker', () => {
  it('opens after failures, and refuses calls without calling the work, with the time to come back', async () => {
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

  it('lets one probe pass and refuses the other calls', async () => {
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

  it('does not stay half-open for ever because of a probe that never answers', async () => {
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
    const breaker = createCircuitBreaker({ trip: consecutiveFailures(3) });
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

  it('stays open for its own time when a hint makes no sense', async () => {
    const platform = createVirtualPlatform();
    const run = pipeline({ platform }, sensitive());
    const odd = new Failure(UNAVAILABLE, { retryAfterMs: Number.NaN });
    await settledOf(run(() => Promise.reject(odd)));
    expect(await settledOf(run(() => 1))).toMatchObject({ failure: { retryAfterMs: 5_000 } });
  });

  it.each([
    ['an answer that says no', new Failure(NOT_FOUND)],
    ['a defect of our own', new TypeError('not a function')],
    ['a client that is too fast', new Failure(RATE_LIMITED)],
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

  it.each([
    ['an answer that says no', new Failure(NOT_FOUND)],
    ['an answer that says wait', new Failure(REQUEST_TIMEOUT)],
    ['one of a status without a name', new Failure(CLIENT_ERROR, { status: 418 })],
  ])('closes when a probe ends with %s, because the server is there', async (_, thrown) => {
    const { platform, breaker, run } = await tripped();
    await platform.advance(5_000);
    await settledOf(run(() => Promise.reject(thrown)));
    expect(breaker.getSnapshot()).toBe('closed');
  });

  it.each([
    ['a client that is too fast', new Failure(RATE_LIMITED)],
    ['a proxy on the way', new Failure(PROXY_REFUSED)],
    ['the page of a hotel', new Failure(CAPTIVE_PORTAL, { status: 200 })],
    ['being offline', new Failure(OFFLINE)],
    ['a defect of our own', new TypeError('not a function')],
  ])('learns nothing from a probe that ends with %s, and probes again', async (_, thrown) => {
    const { platform, breaker, run } = await tripped();
    await platform.advance(5_000);
    await settledOf(run(() => Promise.reject(thrown)));
    expect(breaker.getSnapshot()).toBe('half-open');
    expect(await run(() => 'well')).toBe('well');
  });

  it('does not take a late answer for that of a probe when the caller has aborted', async () => {
    const { platform, breaker, run } = await tripped();
    await platform.advance(5_000);
    const caller = new AbortController();
    const { ends, work } = openEnded();
    const probe = settledOf(run(work, { signal: caller.signal }));
    caller.abort();
    ends[0]?.reject(new Failure(NOT_FOUND));
    expect(await probe).toMatchObject({ failure: { code: 'ABORTED' } });
    expect(breaker.getSnapshot()).toBe('half-open');
  });

  it('keeps its count of failures through refusals of a healthy server', async () => {
    const breaker = createCircuitBreaker({ trip: consecutiveFailures(2) });
    const run = pipeline(breaker);
    await settledOf(run(broken));
    await settledOf(run(refusing(NOT_FOUND)));
    await settledOf(run(broken));
    expect(breaker.getSnapshot()).toBe('open');
  });

  it('is shared by all pipelines it is part of', async () => {
    const { breaker, platform } = await tripped();
    const other = pipeline({ platform }, breaker);
    expect(await settledOf(other(() => 1))).toMatchObject({ failure: { code: 'CIRCUIT_OPEN' } });
  });

  it('makes a retry outside wait until the circuit lets a probe pass', async () => {
    const { breaker, platform } = await tripped();
    const run = pipeline({ platform }, retry(), breaker);
    const settled = settledOf(run(() => platform.monotonic()));
    await platform.advance(6_000);
    const { value } = (await settled) as { value: number };
    expect(value).toBeGreaterThanOrEqual(5_000);
  });

  it('tells its listeners and, where asked, a sink of each change', async () => {
    const { platform, breaker, run } = await tripped();
    const events: TelemetryEvent[] = [];
    const leave = tellCircuit(breaker, 'origin', (event) => void events.push(event), platform);
    const seen: string[] = [];
    breaker.subscribe(() => seen.push(breaker.getSnapshot()));
    await platform.advance(5_000);
    await run(() => 1);
    expect(seen).toEqual(['half-open', 'closed']);
    expect(events).toMatchObject([
      { type: 'circuit.changed', name: 'origin', state: 'half-open', at: platform.now() },
      { type: 'circuit.changed', name: 'origin', state: 'closed' },
    ]);
    leave();
    await trip(run);
    expect(events).toHaveLength(2);
  });

  it('leaves the server alone for twice as long each time, also after it closed only for a moment', async () => {
    const { platform, run, breaker } = await tripped({ openMs: 1_000, maxOpenMs: 8_000 });
    const opened: number[] = [];
    for (let time = 0; time < 5; time += 1) {
      const refused = await settledOf(run(() => 1));
      const { retryAfterMs = 0 } = (refused as { failure: Failure }).failure;
      opened.push(retryAfterMs);
      await platform.advance(retryAfterMs);
      await run(() => 'well');
      expect(breaker.getSnapshot()).toBe('closed');
      await trip(run);
    }
    expect(opened).toEqual([1_000, 2_000, 4_000, 8_000, 8_000]);
    await platform.advance(8_000);
    await run(() => 'well');
    await platform.advance(8_000);
    await trip(run);
    expect(await settledOf(run(() => 1))).toMatchObject({ failure: { retryAfterMs: 1_000 } });
  });

  it('keeps to the hint of a server, up to the longest time', async () => {
    const breaker = sensitive();
    const platform = createVirtualPlatform();
    const run = pipeline({ platform }, breaker);
    const busy = new Failure(UNAVAILABLE, { retryAfterMs: 20_000 });
    await settledOf(run(() => Promise.reject(busy)));
    expect(await settledOf(run(() => 1))).toMatchObject({ failure: { retryAfterMs: 20_000 } });
  });

  it.each<[string, (platform: VirtualPlatform) => void, number]>([
    ['a wall clock set back', (platform) => platform.jumpWallClock(-3_600_000), 5_000],
    ['a wall clock set forward', (platform) => platform.jumpWallClock(3_600_000), 0],
    ['a device that slept', (platform) => platform.jumpWallClock(5_000), 0],
  ])('does not stay open for ever because of %s', async (_, disturb, stillMs) => {
    const { platform, run, breaker } = await tripped();
    await settledOf(run(() => 1));
    disturb(platform);
    await platform.advance(stillMs);
    expect(await run(() => 'well')).toBe('well');
    expect(breaker.getSnapshot()).toBe('closed');
  });
});

describe('a circuit breaker, for any course of events', () => {
  const step = fc.oneof(
    fc.record({
      do: fc.constantFrom('succeed', 'fail', 'refuse', 'hang', 'abort', 'late'),
      ms: fc.constant(0),
    }),
    fc.record({ do: fc.constantFrom('advance'), ms: fc.nat(8_000) }),
    fc.record({ do: fc.constantFrom('jump'), ms: fc.integer({ min: -7_200_000, max: 7_200_000 }) }),
  );
  const answer = fc.constantFrom(undefined, NOT_FOUND, CONFLICT, UNAUTHENTICATED, REQUEST_TIMEOUT);
  const answers = fc.tuple(answer, answer);

  it('lets a recovered server be found again by any answers, after any calls, aborts and clock jumps', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 30 }), answers, async (steps, last) => {
        const platform = createVirtualPlatform();
        const breaker = createCircuitBreaker({
          trip: consecutiveFailures(2),
          openMs: 1_000,
          maxOpenMs: 4_000,
          probes: 2,
          probeLeaseMs: 3_000,
        });
        const run = pipeline({ platform }, breaker);
        const { ends, work } = openEnded();
        for (const { do: what, ms } of steps) {
          const caller = new AbortController();
          if (what === 'succeed') await settledOf(run(() => 1));
          if (what === 'fail') await settledOf(run(broken));
          if (what === 'refuse') await settledOf(run(refusing(NOT_FOUND)));
          if (what === 'hang') void settledOf(run(work));
          if (what === 'late') ends.shift()?.reject(new Failure(SERVER_ERROR));
          if (what === 'advance') await platform.advance(ms);
          if (what === 'jump') platform.jumpWallClock(ms);
          if (what !== 'abort') continue;
          const gone = settledOf(run(() => never, { signal: caller.signal }));
          caller.abort();
          await gone;
        }
        await platform.advance(4_000 + 3_000);
        for (const kind of last) await settledOf(run(kind ? refusing(kind) : () => 'well'));
        expect(breaker.getSnapshot()).toBe('closed');
      }),
      { numRuns: 60 },
    );
  });
});

describe('a circuit in the hands of its owner', () => {
  it('is isolated until the app ends the isolation, and is then as new', async () => {
    const breaker = sensitive();
    const run = pipeline(breaker);
    const end = isolateCircuit(breaker);
    expect(breaker.getSnapshot()).toBe('isolated');
    expect(await settledOf(run(() => 1))).toMatchObject({
      failure: { code: 'CIRCUIT_ISOLATED', effect: 'none', retryAfterMs: undefined },
    });
    end();
    expect(await run(() => 'well')).toBe('well');
    end();
    expect(breaker.getSnapshot()).toBe('closed');
  });

  it('takes no answer from before an isolation as evidence', async () => {
    const breaker = sensitive();
    const { ends, work } = openEnded();
    const late = settledOf(pipeline(breaker)(work));
    isolateCircuit(breaker)();
    ends[0]?.reject(new Failure(SERVER_ERROR));
    await late;
    expect(breaker.getSnapshot()).toBe('closed');
  });

  it('goes on from a snapshot: open for the rest of its time, or closed with the calls that it remembers', async () => {
    const { platform, breaker } = await tripped();
    await platform.advance(2_000);
    const other = createCircuitBreaker({ trip: consecutiveFailures(3) });
    const run = pipeline({ platform }, other);
    hydrateCircuit(
      other,
      JSON.parse(JSON.stringify(snapshotCircuit(breaker))) as CircuitSnapshot,
      platform,
    );
    expect(await settledOf(run(() => 1))).toMatchObject({ failure: { retryAfterMs: 3_000 } });
    await platform.advance(3_000);
    await run(() => 'well');
    await settledOf(run(broken));
    await settledOf(run(broken));
    const third = createCircuitBreaker({ trip: consecutiveFailures(3) });
    const again = pipeline({ platform }, third);
    hydrateCircuit(third, snapshotCircuit(other), platform);
    await settledOf(again(broken));
    expect(third.getSnapshot()).toBe('open');
  });

  it('does not stay open for ever after a snapshot from a clock that was ahead', async () => {
    const platform = createVirtualPlatform();
    const breaker = sensitive();
    const run = pipeline({ platform }, breaker);
    const untilMs = platform.now() + 86_400_000;
    hydrateCircuit(breaker, { kind: 'half-open', openings: 1, untilMs, memory: [] }, platform);
    await platform.advance(60_000);
    expect(await run(() => 'well')).toBe('well');
  });

  it('can be read and set before any pipeline has it', () => {
    const breaker = sensitive();
    hydrateCircuit(breaker, { kind: 'open', openings: 1, untilMs: 0, memory: [0] });
    expect(snapshotCircuit(breaker)).toMatchObject({ kind: 'open', openings: 1 });
    isolateCircuit(breaker);
    expect(snapshotCircuit(breaker)).toMatchObject({ kind: 'closed' });
  });

  it('applies reconfigured rules at once, and stays open for its time', async () => {
    const { platform, breaker, run } = await tripped();
    reconfigureCircuit(breaker, { openMs: 100, trip: consecutiveFailures(1) });
    expect(await settledOf(run(() => 1))).toMatchObject({ failure: { retryAfterMs: 5_000 } });
    await platform.advance(5_000);
    await run(() => 'well');
    await settledOf(run(broken));
    expect(await settledOf(run(() => 1))).toMatchObject({ failure: { retryAfterMs: 200 } });
  });
});
