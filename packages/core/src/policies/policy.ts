import type { Failure } from '../failures/failure.ts';
import type { Platform } from '../platform/platform.ts';
import type { Attempt } from './attempt.ts';
import type { Call } from './call.ts';

export type PolicyKind = 'deadline' | 'retry' | 'circuit-breaker' | 'timeout' | 'bulkhead';

/**
 * One part of a pipeline, as an immutable value. It does nothing until a pipeline is made of it, and
 * the same value may be part of many pipelines.
 */
export interface Policy {
  readonly kind: PolicyKind;
  /** Milliseconds after which the policy ends what it surrounds. */
  readonly limitMs?: number;
  /** Called once by each pipeline the policy becomes a part of. */
  bind(platform: Platform): PolicyHooks;
}

/** What a policy adds to the one frame that every call runs in. */
export interface PolicyHooks {
  /** Around the whole call; only a deadline has these. */
  readonly call?: CallHooks;
  readonly attempt?: AttemptHooks;
  /** Milliseconds to wait before the next attempt; `undefined` lets the failure stand. */
  readonly retryDelayMs?: (failure: Failure, call: Call) => number | undefined;
}

export interface CallHooks {
  enter(call: Call): void;
  exit(call: Call): void;
}

export interface AttemptHooks {
  /** Lets the attempt in, makes it wait, or throws a failure to refuse it. */
  enter(attempt: Attempt): Promise<void> | undefined;
  /** Called once for each attempt that was let in, as soon as the caller's side of it has ended. */
  exit(attempt: Attempt, settlement: Settlement): void;
}

/**
 * How an attempt ended, as a hook sees it. `abandoned` is no evidence about whoever does the work: it
 * never began, or the caller or the deadline ended it.
 */
export type Settlement =
  | { readonly kind: 'fulfilled' }
  | { readonly kind: 'rejected'; readonly failure: Failure }
  | { readonly kind: 'abandoned' };
