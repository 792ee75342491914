import { createVirtualPlatform } from '@holdfast/testing';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Failure } from '../../failures/failure.ts';
import { NOT_FOUND, UNAVAILABLE } from '../../failures/kinds/http.ts';
import { NETWORK_FAILED } from '../../failures/kinds/network.ts';
import { DISPOSED } from '../../failures/kinds/policy.ts';
import type { TelemetryEvent } from '../../telemetry/telemetry-event.ts';
import { isolateCircuit } from '../circuit/circuit-control.ts';
import { createCircuitBreaker } from '../circuit/create-circuit-breaker.ts';
import { consecutiveFailures } from '../circuit/trip-rule.ts';
import { hedge } from '../instead/hedge.ts';
import { createBulkhead } from '../limits/create-bulkhead.ts';
import { createRateLimit } from '../limits/create-rate-limit.ts';
import { tokenBucket } from '../limits/rate-limit-state.ts';
import { fixedBackoff } from '../retry/backoff.ts';
import { createRetryBudget } from '../retry/create-retry-budget.ts';
import type { NotRetried } from '../retry/not-retried.ts';
import { retry } from '../retry/retry.ts';
import { deadline } from '../time/deadline.ts';
import { timeout } from '../time/timeout.ts';
import type { CallOptions } from './call-options.ts';
import { pipeline } from './pipeline.ts';
import type { Policy } from './policy.ts';
import { tellAttempts } from './tell-attempts.ts';

// The warnings of development are not tested here.
beforeEach(() => void vi.spyOn(console, 'warn').mockReturnValue());
afterEach(() => vi.restoreAllMocks());

type Told = TelemetryEvent & { readonly type: 'attempt.settled' };

function telling() {
  const platform = createVirtualPlatform();
  const told: Told[] = [];
  const tell = tellAttempts((event) => void told.push(event as Told));
  /** Runs work that always throws this, with the policies around `tell` and inside of it. */
  async function play(
    thrown: unknown,
    outer: readonly Policy[],
    inner: readonly Policy[] = [],
    call: CallOptions = { effect: 'none' },
  ): Promise<readonly (NotRetried | number | undefined)[]> {
    const run = pipeline({ platform }, ...outer, tell, ...inner);
    const settled = run(() => {
      throw thrown;
    }, call).catch(() => {});
    await platform.advance(100_000);
    await settled;
    return told.splice(0).map(({ notRetried, delayMs }) => notRetried ?? delayMs);
  }
  return { platform, tell, told, play };
}

const down = new Failure(UNAVAILABLE);
const again = (maxAttempts = 2) => retry({ maxAttempts, backoff: fixedBackoff(5) });

describe('each failed attempt is reported with what follows', () => {
  it('the wait before the next one, or why there is none', async () => {
    const { play } = telling();
    expect(await play(down, [again(3)])).toEqual([5, 5, 'attempts']);
    expect(await play(new Failure(NOT_FOUND), [again()])).toEqual(['final']);
    expect(await play(new Failure(UNAVAILABLE, { effect: 'applied' }), [again()])).toEqual([
      'applied',
    ]);
    expect(await play(new Failure(NETWORK_FAILED), [again()], [], {})).toEqual(['unsafe']);
    const told = new Failure(UNAVAILABLE, { retryAfterMs: 70_000 });
    expect(await play(told, [again()])).toEqual(['hint']);
    expect(await play(down, [deadline({ totalMs: 4 }), again()])).toEqual(['deadline']);
    expect(await play(new Failure(DISPOSED), [again()])).toEqual(['disposed']);
    const budget = createRetryBudget({ ratio: 0, minPerSecond: 0 });
    expect(await play(down, [retry({ budget })])).toEqual(['budget']);
    expect(await play(down, [])).toEqual(['no-retry']);
  });

  it('the policy that refused it, where no retry stands outside', async () => {
    const { platform, play } = telling();
    const isolated = createCircuitBreaker();
    isolateCircuit(isolated);
    expect(await play(down, [], [isolated])).toEqual(['circuit-isolated']);
    const open = createCircuitBreaker({ trip: consecutiveFailures(1) });
    expect(await play(down, [], [open])).toEqual(['no-retry']);
    const closed = { limiter: tokenBucket({ perSecond: 1, burst: 1 }) };
    const limit = createRateLimit(closed);
    limit.hear({ remaining: 0, resetMs: 1e9 }, platform);
    expect(await play(down, [], [limit])).toEqual(['rate-limited']);
    const full = createBulkhead({ max: 1, maxQueued: 0 });
    void pipeline({ platform }, full)(() => new Promise(() => {}));
    expect(await play(down, [], [full])).toEqual(['bulkhead-full']);
  });

  it('the circuit that was open, as often as it refuses', async () => {
    const { platform, told, tell } = telling();
    const breaker = createCircuitBreaker({ trip: consecutiveFailures(1) });
    const run = pipeline({ platform }, tell, breaker);
    for (let call = 0; call < 2; call += 1) {
      // oxlint-disable-next-line no-await-in-loop -- one call after another
      await run(() => Promise.reject(down)).catch(() => {});
    }
    expect(told.map(({ notRetried }) => notRetried)).toEqual(['no-retry', 'circuit-open']);
  });

  it('the abort of the caller', async () => {
    const { platform, told, tell } = telling();
    const caller = new AbortController();
    const settled = pipeline(
      { platform },
      again(),
      tell,
    )(() => new Promise(() => {}), {
      signal: caller.signal,
    }).catch(() => {});
    caller.abort();
    await settled;
    expect(told).toMatchObject([{ notRetried: 'aborted' }]);
  });

  it('the decision of a retry outside of a hedge, where it stands between the two', async () => {
    const { play } = telling();
    const twice = hedge({ afterMs: 50, budget: createRetryBudget() });
    expect(await play(down, [again()], [twice])).toEqual([5, 'attempts']);
    expect(await play(down, [again(), twice])).toEqual(['no-retry', 'no-retry']);
  });
});

it('every failed attempt has exactly one reason not to be repeated, or is repeated', async () => {
  const failure = fc.record({
    kind: fc.constantFrom(UNAVAILABLE, NOT_FOUND, NETWORK_FAILED, DISPOSED),
    retry: fc.constantFrom(undefined, 'never', 'now', 'later'),
    effect: fc.constantFrom(undefined, 'none', 'applied', 'unknown'),
    retryAfterMs: fc.constantFrom(undefined, 10, 2_000, 61_000),
  } as const);
  const step = fc.record({
    takesMs: fc.constantFrom(undefined, 1, 30),
    ends: fc.option(failure, { nil: undefined }),
  });
  const call = fc.record({
    key: fc.constantFrom(undefined, 'k1'),
    effect: fc.constantFrom(undefined, 'none'),
    abortsAfterMs: fc.constantFrom(undefined, 3, 40),
  } as const);
  const present = fc.record({
    deadline: fc.boolean(),
    retry: fc.boolean(),
    breaker: fc.boolean(),
    limit: fc.boolean(),
    bulkhead: fc.boolean(),
    timeout: fc.boolean(),
  });
  await fc.assert(
    fc.asyncProperty(
      present,
      fc.array(fc.tuple(call, step), { maxLength: 8 }),
      async (has, calls) => {
        const { platform, told, tell } = telling();
        const budget = createRetryBudget({ ratio: 0.2, minPerSecond: 0.1 });
        const run = pipeline(
          { platform },
          ...(has.deadline ? [deadline({ totalMs: 3_000 })] : []),
          ...(has.retry ? [retry({ budget })] : []),
          tell,
          ...(has.breaker ? [createCircuitBreaker({ trip: consecutiveFailures(2) })] : []),
          ...(has.limit
            ? [createRateLimit({ limiter: tokenBucket({ perSecond: 2 }), maxWaitMs: 400 })]
            : []),
          ...(has.timeout ? [timeout({ ms: 20 })] : []),
          ...(has.bulkhead ? [createBulkhead({ max: 1, maxQueued: 1, maxWaitMs: 10 })] : []),
        );
        const ends = calls.map(
          async ([{ abortsAfterMs, ...options }, { takesMs, ends: end }], at) => {
            const caller = new AbortController();
            if (abortsAfterMs !== undefined) platform.schedule(abortsAfterMs, () => caller.abort());
            return run(
              async () => {
                if (takesMs !== undefined)
                  await new Promise<void>((done) => void platform.schedule(takesMs, done));
                if (end) throw new Failure(end.kind, end);
              },
              { ...options, signal: caller.signal, incidentId: `i${at}` },
            ).then(
              () => undefined,
              (failed: unknown) => failed as Failure,
            );
          },
        );
        await platform.advance(200_000);
        const failures = await Promise.all(ends);
        for (const [at, last] of failures.entries()) {
          const attempts = told.filter(({ incidentId }) => incidentId === `i${at}`);
          for (const { failure: failed, delayMs, notRetried } of attempts) {
            const said = [delayMs, notRetried].filter((one) => one !== undefined);
            expect(said).toHaveLength(failed ? 1 : 0);
          }
          // An attempt after which another was promised is the last one only if the call ended in the wait.
          const promises = attempts.map(({ delayMs }) => delayMs !== undefined);
          const endedInWait = /^(ABORTED|DEADLINE_EXCEEDED)$/.test(last?.code ?? '');
          expect(promises.slice(0, -1)).not.toContain(false);
          expect(endedInWait || promises.at(-1) !== true).toBe(true);
        }
      },
    ),
    { numRuns: 60 },
  );
});
