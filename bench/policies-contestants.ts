import type { TelemetrySink } from '@holdfast/core/telemetry';

type Work = () => Promise<number>;
type Contestant = () => Promise<() => Promise<unknown>>;

const work: Work = async () => 1;
const TIMEOUT_MS = 5_000;
const SLOTS = 10;

// Only the contestant that needs a library imports it, so that a process runs one library.
const holdfast = () => import('@holdfast/core/policies');
const cockatiel = () => import('cockatiel');

async function cockatielPolicies() {
  const library = await cockatiel();
  const { handleAll, TimeoutStrategy } = library;
  const strategy = TimeoutStrategy.Aggressive;
  return {
    wrap: library.wrap,
    retry: library.retry(handleAll, { maxAttempts: 2, backoff: new library.ExponentialBackoff() }),
    breaker: library.circuitBreaker(handleAll, {
      halfOpenAfter: 5_000,
      breaker: new library.CountBreaker({ size: 20, threshold: 0.5, minimumNumberOfCalls: 10 }),
    }),
    timeout: library.timeout(TIMEOUT_MS, strategy),
    timeoutWithoutAbort: library.timeout(TIMEOUT_MS, { strategy, abortOnReturn: false }),
    bulkhead: library.bulkhead(SLOTS, 100),
    fallback: library.fallback(handleAll, 0),
  };
}

type CockatielPolicies = Awaited<ReturnType<typeof cockatielPolicies>>;

const viaCockatiel =
  (
    choose: (policies: CockatielPolicies) => { execute(work: Work): Promise<unknown> },
  ): Contestant =>
  async () => {
    const policy = choose(await cockatielPolicies());
    return () => policy.execute(work);
  };

async function allFour(sink?: TelemetrySink) {
  const { pipeline, retry, createCircuitBreaker, timeout, createBulkhead, tellAttempts } =
    await holdfast();
  return pipeline(
    retry(),
    ...(sink ? [tellAttempts(sink)] : []),
    createCircuitBreaker(),
    timeout({ ms: TIMEOUT_MS }),
    createBulkhead({ max: SLOTS }),
  );
}

/** opossum is one breaker with a timeout and a capacity inside; `false` and `Infinity` switch those off. */
const viaOpossum =
  (options: { timeout: number | false; capacity?: number }): Contestant =>
  async () => {
    const { default: CircuitBreaker } = await import('opossum');
    const breaker = new CircuitBreaker(work, options);
    return () => breaker.fire();
  };

const effect = () => import('effect');

/** Every contestant by name. All do the same work: an async function that resolves at once. */
export const contestants: Readonly<Record<string, Contestant>> = {
  bare: async () => work,

  'ours: all four': async () => {
    const run = await allFour();
    return () => run(work);
  },
  'ours: all four, no-op sink': async () => {
    const run = await allFour(() => {});
    return () => run(work);
  },
  'ours: all four, metrics': async () => {
    const { createMetrics } = await import('@holdfast/core/telemetry');
    const run = await allFour(createMetrics().sink);
    return () => run(work);
  },
  'ours: one event into metrics': async () => {
    const { createMetrics } = await import('@holdfast/core/telemetry');
    const { sink } = createMetrics();
    const event = { type: 'attempt.settled', at: 0, name: 'list', attempt: 1 } as const;
    let durationMs = 1;
    return async () => {
      durationMs = (durationMs * 7) % 1009;
      sink({ ...event, durationMs });
    };
  },
  'ours: all four, signal read': async () => {
    const run = await allFour();
    return () => run(({ signal }) => (signal.aborted ? Promise.reject(signal.reason) : work()));
  },
  'ours: retry': async () => {
    const { pipeline, retry } = await holdfast();
    const run = pipeline(retry());
    return () => run(work);
  },
  'ours: breaker': async () => {
    const { pipeline, createCircuitBreaker } = await holdfast();
    const run = pipeline(createCircuitBreaker());
    return () => run(work);
  },
  'ours: timeout': async () => {
    const { pipeline, timeout } = await holdfast();
    const run = pipeline(timeout({ ms: TIMEOUT_MS }));
    return () => run(work);
  },
  'ours: bulkhead': async () => {
    const { pipeline, createBulkhead } = await holdfast();
    const run = pipeline(createBulkhead({ max: SLOTS }));
    return () => run(work);
  },
  'ours: deadline': async () => {
    const { pipeline, deadline } = await holdfast();
    const run = pipeline(deadline({ totalMs: TIMEOUT_MS }));
    return () => run(work);
  },
  'ours: fallback': async () => {
    const { pipeline, fallback, substitute } = await holdfast();
    const run = pipeline(fallback([substitute(0)]));
    return () => run(work);
  },
  'ours: rate limit': async () => {
    const { pipeline, createRateLimit, tokenBucket } = await holdfast();
    const run = pipeline(createRateLimit({ limiter: tokenBucket({ perSecond: 1e9 }) }));
    return () => run(work);
  },
  'ours: hedge': async () => {
    const { pipeline, hedge, createRetryBudget } = await holdfast();
    const run = pipeline(hedge({ afterMs: TIMEOUT_MS, budget: createRetryBudget() }));
    return () => run(work, { effect: 'none' });
  },
  'ours: budgeted retry': async () => {
    const { pipeline, retry, createRetryBudget } = await holdfast();
    const run = pipeline(retry({ budget: createRetryBudget() }));
    return () => run(work);
  },
  'ours: refused': async () => {
    const { pipeline, createCircuitBreaker, consecutiveFailures } = await holdfast();
    const run = pipeline(createCircuitBreaker({ trip: consecutiveFailures(1), openMs: 60_000 }));
    const { Failure } = await import('@holdfast/core');
    const { failureKind } = await import('@holdfast/core/parts');
    const DOWN = failureKind('DOWN', [2000, 'api', 'warning', 'later', 'none']);
    await run(() => Promise.reject(new Failure(DOWN))).catch(() => {});
    return () => run(work).catch(() => {});
  },

  'cockatiel: all four': viaCockatiel(({ wrap, retry, breaker, timeout, bulkhead }) =>
    wrap(retry, breaker, timeout, bulkhead),
  ),
  'cockatiel: all four, abortOnReturn false': viaCockatiel(
    ({ wrap, retry, breaker, timeoutWithoutAbort, bulkhead }) =>
      wrap(retry, breaker, timeoutWithoutAbort, bulkhead),
  ),
  'cockatiel: retry': viaCockatiel(({ retry }) => retry),
  'cockatiel: breaker': viaCockatiel(({ breaker }) => breaker),
  'cockatiel: timeout': viaCockatiel(({ timeout }) => timeout),
  'cockatiel: timeout, abortOnReturn false': viaCockatiel(
    (policies) => policies.timeoutWithoutAbort,
  ),
  'cockatiel: bulkhead': viaCockatiel(({ bulkhead }) => bulkhead),
  // A timeout around everything is a deadline.
  'cockatiel: deadline': viaCockatiel(({ timeout }) => timeout),
  'cockatiel: fallback': viaCockatiel(({ fallback }) => fallback),
  'cockatiel: refused': async () => {
    const { circuitBreaker, handleAll, ConsecutiveBreaker } = await cockatiel();
    const policy = circuitBreaker(handleAll, {
      halfOpenAfter: 3_600_000,
      breaker: new ConsecutiveBreaker(1),
    });
    await policy.execute(() => Promise.reject(new Error('down'))).catch(() => {});
    return () => policy.execute(work).catch(() => {});
  },

  'opossum: breaker': viaOpossum({ timeout: false }),
  'opossum: timeout': viaOpossum({ timeout: TIMEOUT_MS }),
  'opossum: bulkhead': viaOpossum({ timeout: false, capacity: SLOTS }),
  'opossum: all four, p-retry around': async () => {
    const { default: pRetry } = await import('p-retry');
    const fire = await viaOpossum({ timeout: TIMEOUT_MS, capacity: SLOTS })();
    return () => pRetry(fire, { retries: 2 });
  },
  'p-retry: retry': async () => {
    const { default: pRetry } = await import('p-retry');
    return () => pRetry(work, { retries: 2 });
  },

  'Effect: retry': async () => {
    const { Effect } = await effect();
    const program = Effect.retry(Effect.promise(work), { times: 2 });
    return () => Effect.runPromise(program);
  },
  'Effect: timeout': async () => {
    const { Effect } = await effect();
    const program = Effect.timeout(Effect.promise(work), TIMEOUT_MS);
    return () => Effect.runPromise(program);
  },
  'Effect: bulkhead': async () => {
    const { Effect, Semaphore } = await effect();
    const program = Semaphore.makeUnsafe(SLOTS).withPermits(1)(Effect.promise(work));
    return () => Effect.runPromise(program);
  },
  'Effect: all four, without breaker': async () => {
    const { Effect, Semaphore } = await effect();
    const slot = Semaphore.makeUnsafe(SLOTS).withPermits(1);
    const attempt = slot(Effect.promise(work)).pipe(Effect.timeout(TIMEOUT_MS));
    const program = Effect.retry(attempt, { times: 2 });
    return () => Effect.runPromise(program);
  },
};
