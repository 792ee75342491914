import { describe, expect, it } from 'vitest';
import { Failure } from '../../failures/failure.ts';
import { ABORTED } from '../../failures/kinds/network.ts';
import { fixedBackoff } from './backoff.ts';
import type { NotRetried } from './not-retried.ts';
import { decideRetry, whyNotRetried } from './retry-decision.ts';

interface Situation {
  readonly attempt?: number;
  readonly key?: string;
  readonly effect?: 'none';
  readonly deadline?: number;
  readonly over?: Failure;
  readonly backoffMs?: number;
  /** The answer of the budget to the question for one more attempt. */
  readonly pays?: boolean;
}
type Failed = Parameters<typeof decideRetry>[0];

const later = { retry: 'later', effect: 'none', retryAfterMs: undefined } as const;
const platform = { monotonic: () => 1_000, random: () => 0.5 };

/** The decision at 1 000 ms after three attempts at most, and how often the budget was asked. */
function decide(
  failure: Failed,
  situation: Situation = {},
): readonly [number | NotRetried, number] {
  const { attempt = 1, deadline = Infinity, over, backoffMs = 100, pays = true } = situation;
  let asked = 0;
  const spend = (): boolean => {
    asked += 1;
    return pays;
  };
  const rules = { maxAttempts: 3, maxHintMs: 60_000, backoff: () => backoffMs, budget: { spend } };
  const failed = { attempt, options: situation, call: { deadline, over, waitedMs: 0 } };
  return [decideRetry(failure, failed, rules, platform), asked];
}

describe('after a failed attempt', () => {
  it.each<[string, Failed, Situation, number]>([
    ['waits and tries again', later, {}, 100],
    ['tries at once what helps at once', { ...later, retry: 'now' }, {}, 0],
    ['repeats an unknown effect with a key', { ...later, effect: 'unknown' }, { key: 'k1' }, 100],
    [
      'repeats an unknown effect of a call that declares it has none',
      { ...later, effect: 'unknown' },
      { effect: 'none' },
      100,
    ],
    ['is never earlier than the hint', { ...later, retryAfterMs: 5_000 }, {}, 5_100],
    [
      'keeps to the hint even if trying at once helps',
      { ...later, retry: 'now', retryAfterMs: 50 },
      {},
      50,
    ],
    [
      'is never earlier than the hint, with any backoff of the app',
      { ...later, retryAfterMs: 5_000 },
      { backoffMs: -4_000 },
      5_000,
    ],
    ['waits for a hint at the cap', { ...later, retryAfterMs: 60_000 }, {}, 60_100],
    ['uses the last moment before the deadline', later, { deadline: 1_101 }, 100],
    [
      'rounds up, so that a host timer cannot wake before the hint',
      { ...later, retry: 'now', retryAfterMs: 10.2 },
      {},
      11,
    ],
  ])('%s, and spends one extra attempt', (_, failure, situation, delayMs) => {
    expect(decide(failure, situation)).toEqual([delayMs, 1]);
  });

  it.each<[string, Failed, Situation, NotRetried]>([
    [
      'does not begin anew when the call is over',
      later,
      { over: new Failure(ABORTED), attempt: 3 },
      'ended',
    ],
    ['never repeats what cannot help', { ...later, retry: 'never' }, {}, 'final'],
    [
      'says first that the failure is final, on the last attempt too',
      { ...later, retry: 'never' },
      { attempt: 3 },
      'final',
    ],
    ['never repeats what took effect', { ...later, effect: 'applied' }, { key: 'k1' }, 'applied'],
    [
      'does not repeat an unknown effect without a key',
      { ...later, effect: 'unknown' },
      {},
      'unsafe',
    ],
    ['stops when the attempts are used up', later, { attempt: 3 }, 'attempts'],
    ['fails now when the hint is past the cap', { ...later, retryAfterMs: 60_001 }, {}, 'hint'],
    [
      'fails now when the hint is past the deadline',
      { ...later, retryAfterMs: 900 },
      { deadline: 1_900 },
      'deadline',
    ],
    ['fails now when the wait is past the deadline', later, { deadline: 1_100 }, 'deadline'],
    ['fails now when the wait is no number', later, { backoffMs: Number.NaN }, 'deadline'],
  ])('%s, and spends nothing', (_, failure, situation, why) => {
    expect(decide(failure, situation)).toEqual([why, 0]);
  });

  it('makes no extra attempt that the budget does not pay for', () => {
    expect(decide(later, { pays: false })).toEqual(['budget', 1]);
  });

  it('needs no budget', () => {
    const rules = { maxAttempts: 3, maxHintMs: 60_000, backoff: fixedBackoff(7) };
    const failed = { attempt: 1, options: {}, call: { deadline: Infinity } };
    expect(decideRetry(later, failed, rules, platform)).toBe(7);
  });

  it('tells the backoff how long it waited before', () => {
    const rules = {
      maxAttempts: 3,
      maxHintMs: 60_000,
      backoff: (_n: number, _r: () => number, ms: number) => ms * 2,
    };
    const failed = { attempt: 2, options: {}, call: { deadline: Infinity, waitedMs: 70 } };
    expect(decideRetry(later, failed, rules, platform)).toBe(140);
  });
});

describe('the reason why an attempt was not repeated', () => {
  it.each<[string, NotRetried | undefined, NotRetried]>([
    ['NOT_FOUND', 'final', 'final'],
    ['UNAVAILABLE', undefined, 'no-retry'],
    ['UNAVAILABLE', 'ended', 'ended'],
    ['ABORTED', 'final', 'aborted'],
    ['ABORTED', undefined, 'aborted'],
    ['DEADLINE_EXCEEDED', 'ended', 'deadline'],
    ['DEADLINE_EXCEEDED', undefined, 'deadline'],
    ['DISPOSED', 'final', 'disposed'],
    ['CIRCUIT_OPEN', undefined, 'circuit-open'],
    ['CIRCUIT_OPEN', 'hint', 'hint'],
    ['CIRCUIT_ISOLATED', undefined, 'circuit-isolated'],
    ['BULKHEAD_FULL', undefined, 'bulkhead-full'],
    ['BULKHEAD_TIMEOUT', undefined, 'bulkhead-full'],
    ['RATE_LIMIT_REACHED', undefined, 'rate-limited'],
    ['RATE_LIMIT_REACHED', 'attempts', 'attempts'],
    ['constructor', undefined, 'no-retry'],
  ])('%s, where a retry decided %s: %s', (code, decided, why) => {
    expect(whyNotRetried({ code }, decided)).toBe(why);
  });
});
