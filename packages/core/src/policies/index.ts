// Composing
/** Makes one function of several policies, the first outermost. */
export { pipeline } from './engine/pipeline.ts';
/** The function that a pipeline is: it runs work under the policies. */
export type { Pipeline } from './engine/execute.ts';
/** What the caller adds to one call: signal, idempotency key, effect, priority, name. */
export type { CallOptions } from './engine/call-options.ts';
/** One part of a pipeline. An app may write its own. */
export type { Policy } from './engine/policy.ts';
/** Names the errors of plain functions: give it to a pipeline as `toFailure`. */
export { nameThrown } from './engine/name-thrown.ts';
/** Says in sentences which policies a pipeline has, with every default, and when each says no. */
export { explainPipeline } from './engine/explain-pipeline.ts';

// Time
/** Ends the whole call after a time, retries included. */
export { deadline } from './time/deadline.ts';
/** Ends one attempt after a time. */
export { timeout } from './time/timeout.ts';

// Another attempt
/** Calls the work again when that can help and is safe. */
export { retry } from './retry/retry.ts';
/** Begins slow work once more beside the first, and takes the answer that comes first. */
export { hedge } from './instead/hedge.ts';
/** Keeps retries and hedges a fixed part of the traffic to one server. */
export { createRetryBudget } from './retry/create-retry-budget.ts';
/** What `createRetryBudget` gives. */
export type { RetryBudget } from './retry/create-retry-budget.ts';
/** Why a failed attempt was not followed by another one, as `attempt.settled` tells it. */
export type { NotRetried } from './retry/not-retried.ts';
export {
  /** Doubles the wait with each failure. */
  exponentialBackoff,
  /** Always the same wait. */
  fixedBackoff,
} from './retry/backoff.ts';
/** Milliseconds to wait after a failed attempt. */
export type { Backoff } from './retry/backoff.ts';
export {
  /** Between the first wait and three times the one before. */
  decorrelatedJitter,
  /** At least half the wait. */
  equalJitter,
  /** Anywhere between nothing and the whole wait. */
  fullJitter,
  /** The wait itself. */
  noJitter,
} from './retry/jitter.ts';

// Leaving a server alone
/** Refuses calls to a failing server, and probes it after a while. */
export { createCircuitBreaker } from './circuit/create-circuit-breaker.ts';
/** What `createCircuitBreaker` gives. */
export type { CircuitBreaker } from './circuit/create-circuit-breaker.ts';
export {
  /** Goes on from a snapshot, also of another page. */
  hydrateCircuit,
  /** Takes a server out by hand, until the returned function is called. */
  isolateCircuit,
  /** Gives a breaker other rules while it is in use. */
  reconfigureCircuit,
  /** What to keep of a breaker over a reload. */
  snapshotCircuit,
  /** Tells a sink of each change of a circuit. */
  tellCircuit,
} from './circuit/circuit-control.ts';
/** Opens after so many failures in a row. */
export { consecutiveFailures } from './circuit/trip-rule.ts';
/** Opens when too many of the latest calls failed. */
export { countWindow } from './circuit/count-window.ts';
/** Opens when too many calls of the latest seconds failed. */
export { timeWindow } from './circuit/time-window.ts';
/** Opens when too many of the latest calls were slow. */
export { slowCalls } from './circuit/slow-calls.ts';
/** Opens when any of several rules says so. */
export { anyOf } from './circuit/any-of.ts';

// Limits
/** Lets so many attempts work at the same time. */
export { createBulkhead } from './limits/create-bulkhead.ts';
/** Lets waiting calls with a higher `priority` go first. */
export { byPriority } from './limits/by-priority.ts';
/** Keeps to a rate of attempts, and to what the server says is left. */
export { createRateLimit } from './limits/create-rate-limit.ts';
/** What `createRateLimit` gives. */
export type { RateLimit } from './limits/create-rate-limit.ts';
/** What a server says is left. `withRateLimitHints` of `@holdfast/http` reads it from each answer. */
export type { RateLimitHint } from './limits/rate-limit-hint.ts';
export {
  /** Never more than so many calls in any stretch of time. */
  slidingWindow,
  /** Lets bursts pass and keeps the rate in the long run. */
  tokenBucket,
} from './limits/rate-limit-state.ts';

// Another answer
export {
  /** Answers in place of work that failed. */
  fallback,
  /** Answers with a fixed value. */
  substitute,
} from './instead/fallback.ts';
/** Answers with what the work answered last. */
export { createStaleIfError } from './instead/create-stale-if-error.ts';

// Telling
/** Tells a sink of each attempt, and why none follows. */
export { tellAttempts } from './engine/tell-attempts.ts';

// One of each for a server
/** One breaker, one retry budget and one rate limit for each name, also told to other tabs. */
export { createPolicyRegistry } from './engine/create-policy-registry.ts';
/** What `createPolicyRegistry` gives. */
export type { PolicyRegistry } from './engine/create-policy-registry.ts';
