// Composing
export { pipeline } from './engine/pipeline.ts';
export type { Pipeline, Work } from './engine/execute.ts';
export type { PipelineOptions } from './engine/pipeline-options.ts';
export { nameThrown } from './engine/name-thrown.ts';
export type { CallOptions } from './engine/call-options.ts';
export type { PolicyContext } from './engine/policy-context.ts';
export type { Policy } from './engine/policy.ts';
export { explainPipeline } from './engine/explain-pipeline.ts';

// Time
export { deadline } from './time/deadline.ts';
export type { DeadlineOptions } from './time/deadline.ts';
export { timeout } from './time/timeout.ts';
export type { TimeoutOptions } from './time/timeout.ts';

// Trying again
export { retry } from './retry/retry.ts';
export type { RetryOptions } from './retry/retry.ts';
export { createRetryBudget } from './retry/create-retry-budget.ts';
export type { RetryBudget, RetryBudgetOptions } from './retry/create-retry-budget.ts';
export { exponentialBackoff, fixedBackoff } from './retry/backoff.ts';
export type { Backoff, ExponentialBackoffOptions } from './retry/backoff.ts';
export { decorrelatedJitter, equalJitter, fullJitter, noJitter } from './retry/jitter.ts';
export type { Jitter } from './retry/jitter.ts';
export { hedge } from './instead/hedge.ts';
export type { HedgeOptions } from './instead/hedge.ts';

// Leaving a server alone
export { createCircuitBreaker } from './circuit/create-circuit-breaker.ts';
export type { CircuitBreaker, CircuitBreakerOptions } from './circuit/create-circuit-breaker.ts';
export {
  hydrateCircuit,
  isolateCircuit,
  reconfigureCircuit,
  snapshotCircuit,
  tellCircuit,
} from './circuit/circuit-control.ts';
export type { CircuitSnapshot } from './circuit/circuit-control.ts';
export { consecutiveFailures } from './circuit/trip-rule.ts';
export type { TripMemory, TripRule } from './circuit/trip-rule.ts';
export { countWindow } from './circuit/count-window.ts';
export type { CountWindowOptions } from './circuit/count-window.ts';
export { timeWindow } from './circuit/time-window.ts';
export type { TimeWindowOptions } from './circuit/time-window.ts';
export { slowCalls } from './circuit/slow-calls.ts';
export type { SlowCallsOptions } from './circuit/slow-calls.ts';
export { anyOf } from './circuit/any-of.ts';

// Limits
export { createBulkhead } from './limits/create-bulkhead.ts';
export type { BulkheadOptions, WaitingOrder } from './limits/create-bulkhead.ts';
export { byPriority } from './limits/by-priority.ts';
export { createRateLimit } from './limits/create-rate-limit.ts';
export type { RateLimit, RateLimitOptions } from './limits/create-rate-limit.ts';
export { slidingWindow, tokenBucket } from './limits/rate-limit-state.ts';
export type {
  Limiter,
  SlidingWindowOptions,
  TokenBucketOptions,
} from './limits/rate-limit-state.ts';
export { hearRateLimit } from './limits/rate-limit-headers.ts';
export { rateLimitHint, type RateLimitHint } from '../exchange/foreign/rate-limit-hint.ts';

// Something instead
export { fallback, substitute } from './instead/fallback.ts';
export type { Alternative, FallbackOptions, FallbackSituation } from './instead/fallback.ts';
export { createStaleIfError } from './instead/create-stale-if-error.ts';
export type { StaleIfErrorOptions } from './instead/create-stale-if-error.ts';

// Telling
export { tellAttempts } from './engine/tell-attempts.ts';

// One of each for a server
export { createPolicyRegistry } from './engine/create-policy-registry.ts';
export type {
  PolicyRegistry,
  PolicyRegistryOptions,
  RegistryEntryOptions,
} from './engine/create-policy-registry.ts';
