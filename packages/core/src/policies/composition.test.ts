import { describe, expect, it } from 'vitest';
import { createBulkhead } from './bulkhead.ts';
import { createCircuitBreaker } from './circuit-breaker.ts';
import { deadline } from './deadline.ts';
import { pipeline } from './pipeline.ts';
import type { Policy } from './policy.ts';
import { retry } from './retry.ts';
import { timeout } from './timeout.ts';

const total = deadline({ totalMs: 1_000 });
const attempt = timeout({ ms: 100 });
const again = retry();
const breaker = createCircuitBreaker();
const bulkhead = createBulkhead({ max: 1 });

describe('a pipeline is refused, with the way out', () => {
  it.each<[string, readonly Policy[], RegExp]>([
    ['two retries', [again, retry()], /Keep one retry/],
    ['two timeouts', [attempt, timeout({ ms: 5 })], /To end the whole call, use deadline/],
    ['two deadlines', [total, deadline({ totalMs: 5 })], /Keep one deadline/],
    ['two breakers', [breaker, createCircuitBreaker()], /Keep one circuit breaker/],
    ['the same bulkhead twice', [bulkhead, bulkhead], /Keep one bulkhead/],
    [
      'an attempt as long as the whole call',
      [total, timeout({ ms: 1_000 })],
      /shorter than the deadline/,
    ],
    ['a deadline inside retry', [again, total], /Put the deadline first/],
    ['a deadline inside a bulkhead', [bulkhead, total], /Put the deadline first/],
    ['a breaker outside retry', [breaker, again], /circuit breaker after retry/],
    ['a timeout outside retry', [attempt, again], /Put timeout after retry/],
    ['a bulkhead outside retry', [bulkhead, again], /bulkhead after retry/],
    ['a breaker inside timeout', [attempt, breaker], /circuit breaker before timeout/],
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
    ['a bulkhead without room', () => createBulkhead({ max: 0 }), /1 or more/],
    ['a negative queue', () => createBulkhead({ max: 1, maxQueued: -1 }), /0 or more/],
    ['half an attempt', () => retry({ maxAttempts: 1.5 }), /whole number/],
    ['a window beyond its bits', () => createCircuitBreaker({ window: 32 }), /from 1 to 31/],
    [
      'more calls than the window holds',
      () => createCircuitBreaker({ window: 5, minimumCalls: 6 }),
      /from 1 to 5/,
    ],
    ['a rate that is never reached', () => createCircuitBreaker({ failureRate: 1.1 }), /up to 1/],
  ])('%s', (_, make, remedy) => {
    expect(make).toThrow(
      expect.objectContaining({ details: { remedy: expect.stringMatching(remedy) } }),
    );
  });

  it.each<[string, readonly Policy[]]>([
    ['nothing at all', []],
    ['everything', [total, again, breaker, attempt, bulkhead]],
    ['a bulkhead outside the timeout', [total, again, breaker, bulkhead, attempt]],
    ['a bulkhead outside the breaker', [again, bulkhead, breaker, attempt]],
  ])('but not %s', (_, policies) => {
    expect(Object.isFrozen(pipeline(...policies))).toBe(true);
  });
});
