import { runInNewContext } from 'node:vm';
import { createVirtualPlatform } from '@holdfast/testing';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { isFailure, type Failure } from '../../failures/failure.ts';
import { fixedBackoff } from '../retry/backoff.ts';
import type { CallOptions } from './call-options.ts';
import { createCircuitBreaker } from '../circuit/create-circuit-breaker.ts';
import { fallback, substitute } from '../instead/fallback.ts';
import { nameThrown } from './name-thrown.ts';
import { pipeline } from './pipeline.ts';
import { retry } from '../retry/retry.ts';
import { consecutiveFailures } from '../circuit/trip-rule.ts';

// The warnings of development are not tested here.
beforeEach(() => void vi.spyOn(console, 'warn').mockReturnValue());
afterEach(() => vi.restoreAllMocks());

const toFailure = nameThrown;
const settledOf = (promise: Promise<unknown>) =>
  promise.then(
    () => undefined,
    (failure: unknown) => failure as Failure,
  );
const withCode = (code: string) => Object.assign(new Error('no connection'), { code });

/** How often a plain function is called that always throws this. */
async function callsOf(thrown: unknown, call: CallOptions = {}, calls?: 'reads'): Promise<number> {
  const platform = createVirtualPlatform();
  const again = retry({ backoff: fixedBackoff(1) });
  const run = pipeline({ platform, toFailure, ...(calls && { calls }) }, again);
  let count = 0;
  const settled = settledOf(
    run(() => {
      count += 1;
      throw thrown;
    }, call),
  );
  await platform.advance(1_000_000);
  await settled;
  return count;
}

/** Whether a breaker opens when a plain function throws this. */
async function opens(thrown: unknown): Promise<boolean> {
  const breaker = createCircuitBreaker({ trip: consecutiveFailures(2) });
  const run = pipeline({ platform: createVirtualPlatform(), toFailure }, breaker);
  const failing = (): Promise<never> =>
    // oxlint-disable-next-line prefer-promise-reject-errors -- anything may be thrown
    Promise.reject(thrown);
  for (let call = 0; call < 2; call += 1) await settledOf(run(failing));
  return breaker.getSnapshot() === 'open';
}

const isReplaced = async (thrown: unknown): Promise<boolean> => {
  const run = pipeline({ platform: createVirtualPlatform(), toFailure }, fallback([substitute(1)]));
  return !(await settledOf(
    run(() => {
      throw thrown;
    }),
  ));
};

const reset = () => withCode('ECONNRESET');

describe('around a plain function whose errors are named', () => {
  it.each<[string, CallOptions, 'reads' | undefined, number]>([
    ['a call that changes nothing', { effect: 'none' }, undefined, 3],
    ['a call with a key', { key: 'k1' }, undefined, 3],
    ['every call of a pipeline of reads', {}, 'reads', 3],
    ['no write among reads', { effect: 'unknown' }, 'reads', 1],
    ['no call that may change something', {}, undefined, 1],
  ])('retry repeats %s after ECONNRESET', async (_, call, calls, times) => {
    expect(await callsOf(reset(), call, calls)).toBe(times);
  });

  it.each(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'UND_ERR_CONNECT_TIMEOUT'])(
    'retry repeats any call after %s, because it can have had no effect',
    async (code) => {
      expect(await callsOf(withCode(code))).toBe(3);
      // The form in which undici throws it.
      expect(await callsOf(new TypeError('fetch failed', { cause: withCode(code) }))).toBe(3);
    },
  );

  it.each<[string, unknown]>([
    ['ECONNRESET', reset()],
    ['a status from 500 up', Object.assign(new Error('down'), { response: { status: 502 } })],
    ['a thrown answer', { status: 503, headers: new Headers() }],
    ['an error of no special kind', new Error('boom')],
    ...[
      ...['Failed to fetch', 'NetworkError when attempting to fetch resource.', 'Load failed'],
      ...['fetch failed', 'terminated', 'network error', 'Network request failed'],
    ].map((text): [string, unknown] => [`a fetch that says: ${text}`, new TypeError(text)]),
    ['a string', 'boom'],
    ['nothing at all', undefined],
    ['a timeout of the platform', new DOMException('late', 'TimeoutError')],
  ])('retry, breaker and fallback all act after %s', async (_, thrown) => {
    expect(await callsOf(thrown, { effect: 'none' })).toBe(3);
    expect(await opens(thrown)).toBe(true);
    expect(await isReplaced(thrown)).toBe(true);
  });

  it.each<[string, unknown]>([
    ['a mistake in the code', new TypeError('not a function')],
    ['such a mistake in another realm', runInNewContext('new RangeError("far")')],
    ['an abort of its own', new DOMException('gone', 'AbortError')],
    ['an answer that says no', Object.assign(new Error('none'), { status: 404 })],
  ])('none of the three acts after %s', async (_, thrown) => {
    expect(await callsOf(thrown, { effect: 'none' })).toBe(1);
    expect(await opens(thrown)).toBe(false);
    expect(await isReplaced(thrown)).toBe(false);
  });

  it('all three see the same name for any thrown value, and the caller gets the value as the cause', async () => {
    const { proxy, revoke } = Proxy.revocable({}, {});
    revoke();
    const hostile = Object.defineProperty({}, 'name', {
      get: () => {
        throw new Error('hands off');
      },
    });
    const names = fc.constantFrom('Error', 'TypeError', 'AbortError', 'constructor', 'toString');
    const error = fc
      .record({
        name: names,
        code: fc.constantFrom(undefined, 'ECONNRESET', 'ECONNREFUSED', 'E_MINE', 7),
        status: fc.constantFrom(undefined, 200, 404, 408, 429, 500, 503, '500', Number.NaN),
        retryAfter: fc.option(fc.string(), { nil: undefined }),
      })
      .map(({ retryAfter, ...fields }) =>
        Object.freeze(
          Object.assign(new Error('made'), fields, {
            headers: { 'retry-after': retryAfter },
          }),
        ),
      );
    // In functions, because fast-check looks into the values that it gives.
    const rare: readonly unknown[] = [
      proxy,
      hostile,
      runInNewContext('new Error("far")'),
      new Proxy(new Error('near'), {}),
      Object.freeze(new Error('cold')),
      Symbol('s'),
    ];
    const thrown = fc.oneof(
      fc.anything().map((value) => () => value),
      error.map((value) => () => value),
      fc.nat(rare.length - 1).map((index) => () => rare[index]),
    );
    await fc.assert(
      fc.asyncProperty(thrown, async (give) => {
        const value = give();
        const failure = nameThrown(value);
        expect(isFailure(failure)).toBe(true);
        expect(Object.is(failure.cause, value)).toBe(true);
        const acts = failure.retry !== 'never';
        const isWaited = (failure.retryAfterMs ?? 0) <= 60_000;
        expect(await callsOf(value, { effect: 'none' })).toBe(acts && isWaited ? 3 : 1);
        expect(await isReplaced(value)).toBe(acts);
        // A server that answers with a status below 500 is there.
        expect(await opens(value)).toBe(acts && (failure.status ?? 500) >= 500);
      }),
      { numRuns: 150 },
    );
  });

  it.each([
    ['7', 7_000],
    [7, 7_000],
    ['292.05', 292_050],
    ['1, 1', 1_000],
    ['1, 120', 120_000],
    ['2m', 120_000],
    ['120 seconds', 120_000],
    ['PT1M30S', 90_000],
    ['1500ms', 1500],
    ['1 day', 86_400_000],
    ['0', 0],
    ['-5', 60_000],
    ['soon', 60_000],
    ['', 60_000],
    ['Wed, 21 Oct 2015 07:28:00 GMT', 0],
  ])('a retry keeps to a hint of %j', (said, ms) => {
    for (const headers of [new Headers({ 'retry-after': `${said}` }), { 'retry-after': said }]) {
      const { code, retryAfterMs } = nameThrown({ response: { status: 429, headers } });
      expect([code, retryAfterMs]).toEqual(['RATE_LIMITED', ms]);
    }
  });

  it.each([(date: Date) => date.toUTCString(), (date: Date) => date.toISOString()])(
    'a retry keeps to a hint that is a date',
    (say) => {
      const headers = { 'retry-after': say(new Date(Date.now() + 30_000)) };
      const { retryAfterMs } = nameThrown({ status: 503, headers });
      expect(retryAfterMs).toBeGreaterThan(25_000);
      expect(retryAfterMs).toBeLessThanOrEqual(30_000);
    },
  );

  it('a retry measures a hint that is a date by the clock of the server', () => {
    const date = new Date(1_000_000).toUTCString();
    const headers = { 'retry-after': new Date(1_030_000).toUTCString(), date };
    for (const told of [headers, new Headers(headers)]) {
      expect(nameThrown({ status: 503, headers: told }).retryAfterMs).toBe(30_000);
    }
  });

  it('a request that the server gave up waiting for may have taken effect', () => {
    expect(nameThrown({ status: 408 })).toMatchObject({ effect: 'unknown', retry: 'later' });
    expect(nameThrown({ statusCode: 400 })).toMatchObject({ effect: 'none', retry: 'never' });
  });

  it.each([{ response: { statusCode: 404 } }, { response: { status: 404 } }, { statusCode: 404 }])(
    'the status of an answer is read from any member in which a library notes it: %j',
    (thrown) => {
      expect(nameThrown(thrown)).toMatchObject({ status: 404, retry: 'never' });
    },
  );
});
