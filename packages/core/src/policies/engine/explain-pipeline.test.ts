import { expect, it } from 'vitest';
import { isFailure } from '../../failures/failure.ts';
import { anyOf } from '../circuit/any-of.ts';
import { exponentialBackoff, fixedBackoff } from '../retry/backoff.ts';
import { createBulkhead } from '../limits/create-bulkhead.ts';
import { byPriority } from '../limits/by-priority.ts';
import { reconfigureCircuit } from '../circuit/circuit-control.ts';
import { countWindow } from '../circuit/count-window.ts';
import { deadline } from '../time/deadline.ts';
import { explainPipeline } from './explain-pipeline.ts';
import { fallback, substitute } from '../instead/fallback.ts';
import { createCircuitBreaker } from '../circuit/create-circuit-breaker.ts';
import { hedge } from '../instead/hedge.ts';
import { pipeline } from './pipeline.ts';
import type { Policy } from './policy.ts';
import { slidingWindow, tokenBucket } from '../limits/rate-limit-state.ts';
import { createRateLimit } from '../limits/create-rate-limit.ts';
import { createRetryBudget } from '../retry/create-retry-budget.ts';
import type { RetryBudget } from '../retry/create-retry-budget.ts';
import { retry } from '../retry/retry.ts';
import { slowCalls } from '../circuit/slow-calls.ts';
import { timeWindow } from '../circuit/time-window.ts';
import { timeout } from '../time/timeout.ts';
import { consecutiveFailures } from '../circuit/trip-rule.ts';

const ownBudget: RetryBudget = { earn() {}, spend: () => true, reconfigure() {} };

it('explainPipeline says which policies apply, in order, with every default, and when each says no', () => {
  const run = pipeline(
    fallback([substitute(1)]),
    deadline({ totalMs: 30_000 }),
    retry(),
    createCircuitBreaker(),
    timeout({ ms: 8_000 }),
    createBulkhead({ max: 6 }),
  );
  expect(explainPipeline(run).split('\n')).toEqual([
    '1. fallback answers in place of work that failed: alternatives 1. It does not when the caller aborted, nor for a failure that `when` leaves out: without `when`, one that another try cannot help.',
    '2. deadline ends the whole call: totalMs 30000. Then it fails with DEADLINE_EXCEEDED.',
    '3. retry tries again when the failure says that it helps and that it is safe: maxAttempts 3, backoff exponentialBackoff(firstMs 200, maxMs 10000, jitter fullJitter), maxHintMs 60000. It does not when the failure says that it cannot help, when the work took effect, when the work may have and the call has no key, after the last attempt, when the server asks for more than maxHintMs, when the wait would not end before the deadline, or when the budget is empty.',
    '4. circuit breaker leaves a failing server alone: trip consecutiveFailures(count 5), openMs 5000, maxOpenMs 60000, probes 1, probeLeaseMs 30000. While open it refuses with CIRCUIT_OPEN, while isolated with CIRCUIT_ISOLATED.',
    '5. timeout ends one attempt: ms 8000. Then it fails with TIMEOUT.',
    '6. bulkhead limits how many work at the same time: max 6, maxQueued 100, maxWaitMs 60000, order byArrival. It refuses with BULKHEAD_FULL when maxQueued wait already, and with BULKHEAD_TIMEOUT after maxWaitMs.',
  ]);
});

const parts: readonly [string, Policy, string][] = [
  [
    'every rule of a breaker',
    createCircuitBreaker({
      trip: anyOf(countWindow({ calls: 5 }), timeWindow(), slowCalls({ slowMs: 900 })),
    }),
    'trip anyOf(countWindow(calls 5, minimumCalls 5, failureRate 0.5), timeWindow(windowMs 30000, minimumCalls 10, failureRate 0.5), slowCalls(slowMs 900, slowRate 0.8, calls 20, minimumCalls 10)), openMs 5000',
  ],
  [
    'a backoff and a budget',
    retry({ backoff: fixedBackoff(7), budget: createRetryBudget({ ratio: 0.1 }) }),
    'backoff fixedBackoff(delayMs 7), maxHintMs 60000, budget createRetryBudget(ratio 0.1, minPerSecond 1, windowSeconds 10)',
  ],
  [
    'the budget of a hedge',
    hedge({ afterMs: 5, budget: createRetryBudget() }),
    'afterMs 5, maxAttempts 2, budget createRetryBudget(ratio 0.2, minPerSecond 1, windowSeconds 10)',
  ],
  [
    'a bucket',
    createRateLimit({ limiter: tokenBucket({ perSecond: 3 }) }),
    'limiter tokenBucket(perSecond 3, burst 3), maxWaitMs 0',
  ],
  [
    'a window',
    createRateLimit({ limiter: slidingWindow({ max: 2, perMs: 50 }), maxWaitMs: 10 }),
    'limiter slidingWindow(max 2, perMs 50), maxWaitMs 10',
  ],
  ['no limiter where there is none', createRateLimit(), 'keeps to a rate: maxWaitMs 0.'],
  ['an order', createBulkhead({ max: 1, order: byPriority }), 'order byPriority'],
  [
    'what an app wrote itself as its own',
    retry({ backoff: exponentialBackoff({ jitter: (waitMs) => waitMs }), budget: ownBudget }),
    "jitter the app's own), maxHintMs 60000, budget the app's own.",
  ],
  [
    'a condition',
    fallback([substitute(1)], { when: isFailure }),
    'alternatives 1, when isFailure.',
  ],
];

it.each(parts)('explainPipeline tells %s', (_, policy, told) => {
  expect(explainPipeline(pipeline(policy))).toContain(told);
});

it('explainPipeline tells the options that apply at this moment', () => {
  const breaker = createCircuitBreaker();
  const budget = createRetryBudget();
  const limit = createRateLimit({ maxWaitMs: 10 });
  const run = pipeline(retry({ budget }), breaker, limit);
  reconfigureCircuit(breaker, { openMs: 9, trip: consecutiveFailures(2) });
  budget.reconfigure({ minPerSecond: 3 });
  limit.reconfigure({ maxWaitMs: 999, limiter: slidingWindow({ max: 1, perMs: 100 }) });
  const told = explainPipeline(run);
  expect(told).toContain('minPerSecond 3');
  expect(told).toContain('trip consecutiveFailures(count 2), openMs 9');
  expect(told).toContain('limiter slidingWindow(max 1, perMs 100), maxWaitMs 999');
});

it('explainPipeline says so when the pipeline has no policy', () => {
  expect(explainPipeline(pipeline())).toBe('One attempt, with no policy.');
});

it('explainPipeline says that the app decides about attempts where no pipeline made the function', () => {
  expect(explainPipeline((work: () => unknown) => work())).toBe(
    "Its attempts are up to the app's own guard.",
  );
});
