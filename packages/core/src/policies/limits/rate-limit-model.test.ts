import { createVirtualPlatform } from '@holdfast/testing';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Failure } from '../../failures/failure.ts';
import { createBulkhead } from './create-bulkhead.ts';
import { byPriority } from './by-priority.ts';
import { pipeline } from '../engine/pipeline.ts';
import { slidingWindow, tokenBucket } from './rate-limit-state.ts';
import type { Limiter } from './rate-limit-state.ts';
import { createRateLimit } from './create-rate-limit.ts';

/** Counts whether a call may start at `now` after the calls that have started. */
type MayStart = (started: readonly number[], now: number) => boolean;

interface Rule {
  readonly name: string;
  readonly limiter: Limiter | undefined;
  readonly mayStart: MayStart;
}

const windowRule = (max: number, perMs: number): Rule => ({
  name: `at most ${max} in ${perMs} ms`,
  limiter: slidingWindow({ max, perMs }),
  mayStart: (started, now) => started.filter((time) => time > now - perMs).length < max,
});

const bucketRule = (msEach: number, burst: number): Rule => ({
  name: `one each ${msEach} ms, ${burst} at once`,
  limiter: tokenBucket({ perSecond: 1_000 / msEach, burst }),
  mayStart(started, now) {
    let parts = burst * msEach;
    for (let ms = 0; ms <= now; ms += 1) {
      if (ms > 0) parts = Math.min(burst * msEach, parts + 1);
      parts -= msEach * started.filter((time) => time === ms).length;
    }
    return parts >= msEach;
  },
});

const rules: readonly Rule[] = [
  windowRule(1, 20),
  windowRule(2, 15),
  windowRule(3, 32),
  bucketRule(8, 1),
  bucketRule(16, 2),
  bucketRule(4, 3),
  { name: 'the hints of the server alone', limiter: undefined, mayStart: () => true },
];

interface OracleState {
  now: number;
  readonly started: number[];
  readonly line: { readonly id: number; readonly limit: number }[];
  left: { remaining: number; until: number };
  held: number;
}

/** The same rule, checked millisecond by millisecond. */
function oracleOf({ mayStart }: Rule, maxWaitMs: number) {
  const log: string[] = [];
  const state: OracleState = {
    now: 0,
    started: [],
    line: [],
    left: { remaining: 0, until: 0 },
    held: 0,
  };

  function settle(of: OracleState, starts: (id: number) => void): void {
    for (let [head] = of.line; head; [head] = of.line) {
      const left = of.left.until > of.now ? of.left.remaining : Infinity;
      if (of.held > of.now || left <= 0 || !mayStart(of.started, of.now)) return;
      of.line.shift();
      of.started.push(of.now);
      of.left = { ...of.left, remaining: of.left.remaining - 1 };
      starts(head.id);
    }
  }
  /** When the last call in line would start, if no other call came or left. */
  function foresee(id: number): number {
    const of = {
      ...state,
      started: [...state.started],
      line: state.line.slice(0, state.line.findIndex((one) => one.id === id) + 1),
    };
    for (; ; of.now += 1) {
      let found = false;
      settle(of, (started) => (found ||= started === id));
      if (found) return of.now;
    }
  }
  const go = (): void => settle(state, (id) => void log.push(`${id} starts at ${state.now}`));
  const check = (): void => {
    for (const { id, limit } of [...state.line]) {
      const at = foresee(id);
      if (at <= limit) continue;
      state.line.splice(
        state.line.findIndex((one) => one.id === id),
        1,
      );
      log.push(`${id} is refused for ${at - state.now}`);
    }
    go();
  };
  return {
    log,
    start(id: number) {
      state.line.push({ id, limit: state.now + maxWaitMs });
      const at = foresee(id);
      if (at > state.now + maxWaitMs) {
        state.line.pop();
        log.push(`${id} is refused for ${at - state.now}`);
      }
      go();
    },
    abort(id: number) {
      const place = state.line.findIndex((one) => one.id === id);
      if (place >= 0) {
        state.line.splice(place, 1);
        log.push(`${id} is aborted`);
      }
      go();
    },
    hear(remaining: number, resetMs: number) {
      const until = state.now + resetMs;
      if (remaining > 0) state.left = { remaining, until };
      else {
        state.left = { remaining: 0, until: 0 };
        state.held = Math.max(state.held, until);
      }
      check();
    },
    advance(ms: number) {
      for (let left = ms; left > 0; left -= 1) {
        state.now += 1;
        go();
      }
    },
  };
}

const starts = (log: readonly string[]) => log.filter((line) => /starts/.test(line));
const settledOf = (promise: Promise<unknown>) =>
  promise.then(
    () => undefined,
    (failure: unknown) => failure as Failure,
  );

const step = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant('start' as const), n: fc.constant(0) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('abort' as const), n: fc.nat(6) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('advance' as const), n: fc.nat(30) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('hear' as const), n: fc.nat(3) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('fail' as const), n: fc.nat(40) }) },
);

describe('a rate limit, for calls that start, wait, abort and fail in any order', () => {
  it.each(rules.map((rule) => [rule.name, rule] as const))(
    'lets each call go exactly when a count of every millisecond would: %s',
    async (_, rule) => {
      await fc.assert(
        fc.asyncProperty(
          fc.array(step, { maxLength: 30 }),
          fc.constantFrom(0, 10, 60, 400),
          async (steps, maxWaitMs) => {
            const platform = createVirtualPlatform();
            const oracle = oracleOf(rule, maxWaitMs);
            const limit = createRateLimit({
              maxWaitMs,
              ...(rule.limiter && { limiter: rule.limiter }),
            });
            const run = pipeline({ platform }, limit);
            const log: string[] = [];
            const callers: AbortController[] = [];
            const call = async (id: number): Promise<void> => {
              const caller = new AbortController();
              callers.push(caller);
              const work = (): void => void log.push(`${id} starts at ${platform.monotonic()}`);
              const failure = await settledOf(run(work, { signal: caller.signal }));
              if (failure?.code === 'ABORTED') log.push(`${id} is aborted`);
              else if (failure) log.push(`${id} is refused for ${failure.retryAfterMs}`);
            };
            let ids = 0;
            for (const { do: what, n } of steps) {
              if (what === 'start' || what === 'fail') {
                oracle.start(ids);
                void call(ids);
                ids += 1;
              }
              if (what === 'abort') {
                oracle.abort(ids - 1 - n);
                callers[ids - 1 - n]?.abort();
              }
              if (what === 'hear') {
                oracle.hear(n, 25);
                limit.hear({ remaining: n, resetMs: 25 }, platform);
              }
              await platform.advance(0);
              if (what === 'fail') {
                oracle.hear(0, n);
                limit.hear({ remaining: 0, resetMs: n }, platform);
                await platform.advance(0);
              }
              if (what !== 'advance') continue;
              oracle.advance(n);
              await platform.advance(n);
            }
            oracle.advance(500);
            await platform.advance(500);
            expect(log.toSorted()).toEqual(oracle.log.toSorted());
            expect(starts(log)).toEqual(starts(oracle.log));
            expect(platform.pending()).toBe(0);
          },
        ),
        { numRuns: 150 },
      );
    },
  );

  it.each(rules.map((rule) => [rule.name, rule] as const))(
    'counts no call that a full bulkhead refused after it: %s',
    async (_, rule) => {
      const action = fc.constantFrom('work', 'refused', 'wait 3', 'wait 20');
      await fc.assert(
        fc.asyncProperty(fc.array(action, { maxLength: 30 }), async (actions) => {
          const platform = createVirtualPlatform();
          const limit = createRateLimit(rule.limiter ? { limiter: rule.limiter } : {});
          const run = pipeline({ platform }, limit);
          const bulkhead = createBulkhead({ max: 1, maxQueued: 0 });
          void pipeline(bulkhead)(() => new Promise(() => {}));
          const refusing = pipeline({ platform }, limit, bulkhead);
          const started: number[] = [];
          const wrong: number[] = [];
          for (const what of actions) {
            const now = platform.monotonic();
            const may = rule.mayStart(started, now);
            const failure = await settledOf((what === 'work' ? run : refusing)(() => 1));
            if (what === 'work' && may === (failure?.code === 'RATE_LIMIT_REACHED'))
              wrong.push(now);
            if (what === 'work' && may) started.push(now);
            if (what === 'wait 3') await platform.advance(3);
            if (what === 'wait 20') await platform.advance(20);
          }
          expect(wrong).toEqual([]);
        }),
        { numRuns: 80 },
      );
    },
  );

  it('lets the next call go at 1000 when one went and four aborted their wait', async () => {
    const platform = createVirtualPlatform();
    const limiter = slidingWindow({ max: 1, perMs: 1_000 });
    const run = pipeline({ platform }, createRateLimit({ limiter, maxWaitMs: 10_000 }));
    const caller = new AbortController();
    await run(() => 1);
    const gone = [1, 2, 3, 4].map(() => settledOf(run(() => 1, { signal: caller.signal })));
    const next = run(() => platform.monotonic());
    caller.abort();
    await Promise.all(gone);
    await platform.advance(1_000);
    expect(await next).toBe(1_000);
  });

  it('also holds back calls that wait already, and refuses calls that would wait too long', async () => {
    const platform = createVirtualPlatform();
    const limiter = slidingWindow({ max: 1, perMs: 100 });
    const limit = createRateLimit({ limiter, maxWaitMs: 800 });
    const run = pipeline({ platform }, limit);
    await run(() => 1);
    const [patient, late] = [run(() => platform.monotonic()), settledOf(run(() => 1))];
    await platform.advance(50);
    limit.hear({ remaining: 0, resetMs: 700 }, platform);
    expect(await late).toMatchObject({ code: 'RATE_LIMIT_REACHED', retryAfterMs: 800 });
    limit.hear({ remaining: 9, resetMs: 100 }, platform);
    await platform.advance(700);
    expect(await patient).toBe(750);
    expect(platform.pending()).toBe(0);
  });
});

describe('a bulkhead inside a rate limit', () => {
  it('never lets more calls start or work than both allow, starts the highest priority first, and keeps no slot', async () => {
    const plan = fc.array(
      fc.record({
        afterMs: fc.nat(12),
        workMs: fc.nat(30),
        abortMs: fc.option(fc.nat(60)),
        priority: fc.nat(2),
        fails: fc.boolean(),
      }),
      { maxLength: 20 },
    );
    await fc.assert(
      fc.asyncProperty(plan, async (calls) => {
        const platform = createVirtualPlatform();
        const limit = createRateLimit({
          limiter: slidingWindow({ max: 3, perMs: 40 }),
          maxWaitMs: 5_000,
        });
        const run = pipeline({ platform }, limit, createBulkhead({ max: 2, order: byPriority }));
        let working = 0;
        let most = 0;
        const all: Promise<unknown>[] = [];
        for (const { afterMs, workMs, abortMs, priority, fails } of calls) {
          await platform.advance(afterMs);
          const caller = new AbortController();
          if (abortMs !== null) platform.schedule(abortMs, () => caller.abort());
          const work = async (): Promise<void> => {
            most = Math.max(most, (working += 1));
            await new Promise<void>((resolve) => void platform.schedule(workMs, resolve));
            working -= 1;
            if (fails) throw new Error('work failed');
          };
          all.push(settledOf(run(work, { signal: caller.signal, priority })));
        }
        await platform.advance(20_000);
        await Promise.all(all);
        expect(most).toBeLessThanOrEqual(2);
        expect(platform.pending()).toBe(0);
        // No slot is lost: three calls go at once, and two of them work.
        const after = [1, 2, 3].map(() => run(() => platform.monotonic()));
        const began = platform.monotonic();
        expect(await Promise.all(after)).toEqual([began, began, began]);
      }),
      { numRuns: 40 },
    );
  });
});
