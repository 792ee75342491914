import { describe, expect, it } from 'vitest';
import { fixedBackoff } from './backoff.ts';
import { decideRetry } from './retry-decision.ts';

const rules = { maxAttempts: 3, maxHintMs: 60_000, backoff: fixedBackoff(100) };

interface Situation {
  readonly attempts: number;
  readonly repeatable: boolean;
  readonly remainingMs: number;
  readonly backoffMs?: number;
}
const first: Situation = { attempts: 1, repeatable: false, remainingMs: Infinity };
const later = { retry: 'later', effect: 'none', retryAfterMs: undefined } as const;

function decide(
  failure: Parameters<typeof decideRetry>[0],
  { attempts, repeatable, remainingMs, backoffMs = 100 }: Situation,
): number | undefined {
  const failed = {
    attempt: attempts,
    options: repeatable ? { key: 'k1' } : {},
    call: { delayMs: 0 },
  };
  const backoff = (): number => backoffMs;
  return decideRetry(failure, failed, remainingMs, { ...rules, backoff }, () => 0.5);
}

describe('after a failed attempt', () => {
  it.each<[string, Parameters<typeof decideRetry>[0], Partial<Situation>, number | undefined]>([
    ['waits and tries again', later, {}, 100],
    ['tries at once what helps at once', { ...later, retry: 'now' }, {}, 0],
    ['never repeats what cannot help', { ...later, retry: 'never' }, {}, undefined],
    ['stops when the attempts are used up', later, { attempts: 3 }, undefined],
    [
      'does not repeat an unknown effect without a key',
      { ...later, effect: 'unknown' },
      {},
      undefined,
    ],
    [
      'repeats an unknown effect with a key',
      { ...later, effect: 'unknown' },
      { repeatable: true },
      100,
    ],
    [
      'never repeats what took effect',
      { ...later, effect: 'applied' },
      { repeatable: true },
      undefined,
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
    ['fails now when the hint is past the cap', { ...later, retryAfterMs: 60_001 }, {}, undefined],
    [
      'fails now when the hint is past the deadline',
      { ...later, retryAfterMs: 900 },
      { remainingMs: 900 },
      undefined,
    ],
    ['fails now when the wait is past the deadline', later, { remainingMs: 100 }, undefined],
    ['uses the last moment before the deadline', later, { remainingMs: 101 }, 100],
  ])('%s', (_, failure, situation, delayMs) => {
    expect(decide(failure, { ...first, ...situation })).toBe(delayMs);
  });

  it('rounds up, so that a host timer cannot wake before the hint', () => {
    const hint = { ...later, retry: 'now', retryAfterMs: 10.2 } as const;
    expect(decide(hint, first)).toBe(11);
  });

  it('repeats an unknown effect of a call that declares it has none', () => {
    const read = { attempt: 1, options: { effect: 'none' }, call: { delayMs: 0 } } as const;
    expect(decideRetry({ ...later, effect: 'unknown' }, read, Infinity, rules, () => 0.5)).toBe(
      100,
    );
  });

  it('tells the backoff how long it waited before', () => {
    const growing = { ...rules, backoff: (_n: number, _r: () => number, ms: number) => ms * 2 };
    const failed = { attempt: 2, options: {}, call: { delayMs: 70 } };
    expect(decideRetry(later, failed, Infinity, growing, () => 0.5)).toBe(140);
  });
});
