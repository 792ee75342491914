// Composing
export { pipeline } from './pipeline.ts';
export type { Pipeline, Work } from './execute.ts';
export type { PipelineOptions } from './pipeline-options.ts';
export type { CallOptions } from './call-options.ts';
export type { PolicyContext } from './policy-context.ts';
export type { Policy } from './policy.ts';
export { explainPipeline } from './explain-pipeline.ts';

// Time
export { deadline } from './deadline.ts';
export type { DeadlineOptions } from './deadline.ts';
export { timeout } from './timeout.ts';
export type { TimeoutOptions } from './timeout.ts';

// Trying again
export { retry } from './retry.ts';
export type { RetryOptions } from './retry.ts';
export { retryBudget } from './retry-budget.ts';
export type { RetryBudget, RetryBudgetOptions } from './retry-budget.ts';
export { exponentialBackoff, fixedBackoff } from './backoff.ts';
export type { Backoff, ExponentialBackoffOptions } from './backoff.ts';
export { decorrelatedJitter, equalJitter, fullJitter, noJitter } from './jitter.ts';
export type { Jitter } from './jitter.ts';
export { hedge } from './hedge.ts';
export type { HedgeOptions } from './hedge.ts';

// Leaving a server alone
export { createCircuitBreaker } from './circuit-breaker.ts';
export type { CircuitBreaker, CircuitBreakerOptions } from './circuit-breaker.ts';
export {
  hydrateCircuit,
  isolateCircuit,
  reconfigureCircuit,
  snapshotCircuit,
  tellCircuit,
} from './circuit-control.ts';
export type { CircuitSnapshot } from './circuit-control.ts';
export { consecutiveFailures } from './trip-rule.ts';
export type { TripMemory, TripRule } from './trip-rule.ts';
export { countWindow } from './count-window.ts';
export type { CountWindowOptions } from './count-window.ts';
export { timeWindow } from './time-window.ts';
export type { TimeWindowOptions } from './time-window.ts';
export { slowCalls } from './slow-calls.ts';
export type { SlowCallsOptions } from './slow-calls.ts';
export { anyOf } from './any-of.ts';

// Limits
export { createBulkhead } from './bulkhead.ts';
export type { BulkheadOptions, WaitingOrder } from './bulkhead.ts';
export { byPriority } from './by-priority.ts';
export { createRateLimit } from './rate-limit.ts';
export type { RateLimit, RateLimitOptions } from './rate-limit.ts';
export { slidingWindow, tokenBucket } from './rate-limit-state.ts';
export type { Limiter, SlidingWindowOptions, TokenBucketOptions } from './rate-limit-state.ts';
export { hearRateLimit } from './rate-limit-headers.ts';
export { rateLimitHint, type RateLimitHint } from '../exchange/rate-limit-hint.ts';

// Something instead
export { fallback, substitute } from './fallback.ts';
export type { Alternative, FallbackOptions, FallbackSituation } from './fallback.ts';
export { staleIfError } from './stale-if-error.ts';
export type { StaleIfErrorOptions } from './stale-if-error.ts';

// Telling
export { tellAttempts } from './tell-attempts.ts';

// One of each for a server
export { createPolicyRegistry } from './create-policy-registry.ts';
export type {
  PolicyRegistry,
  PolicyRegistryOptions,
  RegistryEntryOptions,
} from './create-policy-registry.ts';
