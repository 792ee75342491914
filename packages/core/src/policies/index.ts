// Composing
export { pipeline } from './pipeline.ts';
export type { Pipeline, PipelineOptions } from './pipeline.ts';
export type { CallOptions } from './call.ts';
export type { PolicyContext } from './policy-context.ts';
export type { Policy } from './policy.ts';

// Time
export { deadline } from './deadline.ts';
export type { DeadlineOptions } from './deadline.ts';
export { timeout } from './timeout.ts';
export type { TimeoutOptions } from './timeout.ts';

// Trying again
export { retry } from './retry.ts';
export type { RetryOptions } from './retry.ts';
export { exponentialBackoff, fixedBackoff } from './backoff.ts';
export type { Backoff, ExponentialBackoffOptions } from './backoff.ts';

// Leaving a server alone
export { createCircuitBreaker } from './circuit-breaker.ts';
export type { CircuitBreaker, CircuitBreakerOptions } from './circuit-breaker.ts';
export { createBulkhead } from './bulkhead.ts';
export type { BulkheadOptions } from './bulkhead.ts';
