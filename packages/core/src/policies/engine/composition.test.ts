import { describe, expect, it } from 'vitest';
import { createBulkhead } from '../limits/create-bulkhead.ts';
import { createCircuitBreaker } from '../circuit/create-circuit-breaker.ts';
import { policiesOf } from './composition.ts';
import { countWindow } from '../circuit/count-window.ts';
import { deadline } from '../time/deadline.ts';
import { fallback, substitute } from '../instead/fallback.ts';
import { hedge } from '../instead/hedge.ts';
import { pipeline } from './pipeline.ts';
import type { Policy } from './policy.ts';
import { slidingWindow, tokenBucket } from '../limits/rate-limit-state.ts';
import { createRateLimit } from '../limits/create-rate-limit.ts';
import { createRetryBudget } from '../retry/create-retry-budget.ts';
import { retry } from '../retry/retry.ts';
import { slowCalls } from '../circuit/slow-calls.ts';
import { timeout } from '../time/timeout.ts';

const total = deadline({ totalMs: 1_000 });
const attempt = timeout({ ms: 100 });
const again = retry();
const breaker = createCircuitBreaker();
const bulkhead = createBulkhead({ max: 1 });
const limit = createRateLimit();
const hedged = hedge({ afterMs: 10, budget: createRetryBudget() });
const instead = fallback([substitute(1)]);

describe('a pipeline is refused, and the failure says what to do', () => {
  it.each<[string, readonly Policy[], RegExp]>([
    ['two retries', [again, retry()], /Keep one retry/],
    ['two timeouts', [attempt, timeout({ ms: 5 })], /To end the whole call, use deadline/],
    ['two deadlines', [total, deadline({ totalMs: 5 })], /Keep one deadline/],
    ['two breakers', [breaker, createCircuitBreaker()], /Keep one circuit breaker/],
    ['the same bulkhead twice', [bulkhead, bulkhead], /Keep one bulkhead/],
    [
      'an attempt as long as the whole call',
      [total, timeout({ ms: 1_000 })],
      /Make the timeout shorter than the deadline/,
    ],
    ['a deadline inside retry', [again, total], /Put the deadline before/],
    ['a deadline inside a bulkhead', [bulkhead, total], /Put the deadline before/],
    ['a breaker outside retry', [breaker, again], /Put the retry before the circuit breaker/],
    ['a timeout outside retry', [attempt, again], /Put the retry before the timeout/],
    ['a bulkhead outside retry', [bulkhead, again], /Put the retry before the bulkhead/],
    ['a hedge outside retry', [hedged, again], /Put the retry before the hedge/],
    ['a fallback inside a deadline', [total, instead], /Put the fallback before the deadline/],
    ['a breaker inside timeout', [attempt, breaker], /Put the circuit breaker before the timeout/],
  ])('%s', (_, policies, remedy) => {
    expect(() => pipeline(...policies)).toThrow(
      expect.objectContaining({
        code: 'PIPELINE_INVALID',
        details: { remedy: expect.stringMatching(remedy) },
      }),
    );
  });

  it.each<[string, () => unknown, RegExp]>([
    ['a timeout of nothing', () => timeout({ ms: 0 }), /above 0/],
    ['a deadline that is no number', () => deadline({ totalMs: Number.NaN }), /above 0/],
    ['a bulkhead without room', () => createBulkhead({ max: 0 }), /max above 0/],
    [
      'a negative queue',
      () => createBulkhead({ max: 1, maxQueued: -1 }),
      /at least 0 as maxQueued/,
    ],
    ['half an attempt', () => retry({ maxAttempts: 1.5 }), /whole number/],
    ['no retry budget worth the name', () => createRetryBudget({ ratio: 2 }), /ratio from 0 to 1/],
    ['half a probe', () => createCircuitBreaker({ probes: 0.5 }), /whole number as probes/],
    [
      'more calls than the window holds',
      () => countWindow({ calls: 5, minimumCalls: 6 }),
      /at least 6 as calls/,
    ],
    [
      'more slow calls than are looked at',
      () => slowCalls({ slowMs: 1, calls: 5, minimumCalls: 6 }),
      /at least 6 as calls/,
    ],
    ['a rate that is never reached', () => countWindow({ failureRate: 1.1 }), /of 1 at most/],
    [
      'a wait of less than nothing',
      () => createRateLimit({ maxWaitMs: -1 }),
      /at least 0 as maxWaitMs/,
    ],
    ['a bucket that is never filled', () => tokenBucket({ perSecond: 0 }), /perSecond above 0/],
    [
      'a bucket too small for one call',
      () => tokenBucket({ perSecond: 5, burst: 0.5 }),
      /at least 1 as burst/,
    ],
    ['a rate that is no number', () => tokenBucket({ perSecond: Number.NaN }), /perSecond above 0/],
    ['a window without calls', () => slidingWindow({ max: 0, perMs: 100 }), /max above 0/],
    ['a window of no time', () => slidingWindow({ max: 1, perMs: 0 }), /perMs above 0/],
    ['a fallback to nothing', () => fallback([]), /at least one alternative/],
    [
      'a hedge around a write without key',
      () => pipeline({ calls: 'writes' }, hedge({ afterMs: 10, budget: createRetryBudget() })),
      /Give each write a key/,
    ],
  ])('%s', (_, make, remedy) => {
    expect(make).toThrow(
      expect.objectContaining({ details: { remedy: expect.stringMatching(remedy) } }),
    );
  });

  it.each<[string, readonly Policy[], readonly string[]]>([
    ['nothing at all', [], []],
    [
      'everything',
      [instead, total, again, hedged, breaker, limit, attempt, bulkhead],
      [
        'fallback',
        'deadline',
        'retry',
        'hedge',
        'circuit breaker',
        'rate limit',
        'timeout',
        'bulkhead',
      ],
    ],
    [
      'a bulkhead outside the timeout',
      [total, again, breaker, bulkhead, attempt],
      ['deadline', 'retry', 'circuit breaker', 'bulkhead', 'timeout'],
    ],
    [
      'a bulkhead outside the breaker',
      [again, bulkhead, breaker, attempt],
      ['retry', 'bulkhead', 'circuit breaker', 'timeout'],
    ],
  ])('but not %s', (_, policies, kinds) => {
    expect(policiesOf(pipeline(...policies))?.map(({ kind }) => kind)).toEqual(kinds);
  });
});
