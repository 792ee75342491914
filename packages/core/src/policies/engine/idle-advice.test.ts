import { createVirtualPlatform } from '@holdfast/testing';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createCircuitBreaker } from '../circuit/create-circuit-breaker.ts';
import { deadline } from '../time/deadline.ts';
import { fallback, substitute } from '../instead/fallback.ts';
import { hedge } from '../instead/hedge.ts';
import { nameThrown } from './name-thrown.ts';
import { pipeline } from './pipeline.ts';
import type { Policy } from './policy.ts';
import { createRetryBudget } from '../retry/create-retry-budget.ts';
import { retry } from '../retry/retry.ts';
import { timeout } from '../time/timeout.ts';

// The warnings of development go to the console.
const warned: string[] = [];
beforeEach(() => {
  warned.length = 0;
  vi.spyOn(console, 'warn').mockImplementation((advice: string) => void warned.push(advice));
});
afterEach(() => vi.restoreAllMocks());

const reset = (): never => {
  throw Object.assign(new Error('gone'), { code: 'ECONNRESET' });
};
const failed = (): never => {
  throw new TypeError('Das Netzwerk ist weg');
};

describe('a build for development warns once for each policy', () => {
  it.each<[string, Policy, () => unknown, RegExp]>([
    [
      'that retry does not repeat work that may have taken effect',
      retry(),
      reset,
      /calls: 'reads'/,
    ],
    [
      'that retry may take a network error of fetch with an unknown text for a mistake',
      retry(),
      failed,
      /resilientFetch/,
    ],
    ['the same of a breaker', createCircuitBreaker(), failed, /resilientFetch/],
    ['the same of a fallback', fallback([substitute(1)]), failed, /resilientFetch/],
    [
      'that a hedge does not begin work twice that may change something',
      hedge({ afterMs: 10, budget: createRetryBudget() }),
      () => 1,
      /effect: 'none'/,
    ],
  ])('%s', async (_, policy, work, advice) => {
    const run = pipeline({ platform: createVirtualPlatform(), toFailure: nameThrown }, policy);
    for (let call = 0; call < 3; call += 1) await run(work).catch(() => {});
    expect(warned).toEqual([expect.stringMatching(advice)]);
  });

  it.each([timeout({ ms: 100 }), deadline({ totalMs: 100 })])(
    'that work without a promise blocked for longer than its limit',
    async (policy) => {
      const platform = createVirtualPlatform();
      let ms = 0;
      const run = pipeline({ platform: { ...platform, monotonic: () => ms } }, policy);
      for (let call = 0; call < 3; call += 1) await run(() => (ms += 101)).catch(() => {});
      expect(warned).toEqual([expect.stringMatching(/cannot end work that gives no promise/)]);
    },
  );

  it.each([
    ['an answer that says no', Object.assign(new Error('none'), { status: 404 }), 1],
    ['an answer with a hint', { status: 503, headers: { 'retry-after': '5' } }, 1],
    ['a mistake in the code', new TypeError('not a function'), 0],
    ['an error of no special kind', new Error('boom'), 0],
  ])('that a pipeline without names takes this for trouble that may pass: %s', async (...given) => {
    const [, thrown, times] = given;
    const platform = createVirtualPlatform();
    const fails = (): Promise<never> =>
      // oxlint-disable-next-line prefer-promise-reject-errors -- anything may be thrown
      Promise.reject(thrown);
    const run = pipeline({ platform });
    await run(fails).catch(() => {});
    await run(fails).catch(() => {});
    expect(warned).toHaveLength(times);
    for (const advice of warned) expect(advice).toMatch(/toFailure: nameThrown/);
  });

  it('nothing when every policy acts, or the failure rules out another attempt', async () => {
    const platform = createVirtualPlatform();
    const run = pipeline(
      { platform, toFailure: nameThrown },
      deadline({ totalMs: 9_000 }),
      retry(),
      timeout({ ms: 100 }),
    );
    await run(() => 1);
    await run(async () => 1);
    const failing = [
      run(reset, { effect: 'none' }),
      run(reset, { key: 'k1' }),
      run(() => Promise.reject(Object.assign(new Error('none'), { status: 404 }))),
    ].map((call) => call.catch(() => {}));
    await platform.advance(9_000);
    await Promise.all(failing);
    expect(warned).toEqual([]);
  });
});
