import type { Failure } from '../failures/failure.ts';
import type { Platform } from '../platform/platform.ts';
import type { Attempt } from './attempt.ts';
import type { Execute } from './execute.ts';
import type { PipelineOptions } from './pipeline-options.ts';

export type PolicyKind =
  | 'fallback'
  | 'deadline'
  | 'retry'
  | 'hedge'
  | 'circuit breaker'
  | 'rate limit'
  | 'bulkhead'
  | 'timeout';

/**
 * One part of a pipeline, as an immutable value. It does nothing until a pipeline is made of it, and
 * the same value may be part of many pipelines.
 */
export interface Policy {
  readonly kind: PolicyKind;
  /** No policy may stand before one of a lower place, unless that one's `latest` allows it. */
  readonly place: number;
  readonly latest?: number;
  /** Every option that applies, the defaults included; `explainPipeline` tells them. */
  readonly rules: object;
  /** Milliseconds after which the policy ends what it surrounds. */
  readonly limitMs?: number;
  /** Called once by each pipeline the policy becomes a part of. */
  readonly bind?: (platform: Platform) => PolicyHooks;
  /** For policies that call what comes after them more than once at a time, or not at all. */
  readonly compile?: (
    policies: readonly Policy[],
    options: PipelineOptions,
    compile: (policies: readonly Policy[], options: PipelineOptions) => Execute,
  ) => Execute;
}

/** What a policy adds to the one frame that every call runs in. Hooks never throw but to refuse. */
export interface PolicyHooks {
  /** Around the whole call, given its first attempt. */
  readonly open?: (call: Attempt) => void;
  readonly close?: (call: Attempt) => void;
  /** Lets the attempt in, makes it wait, or throws a failure to refuse it. */
  readonly enter?: (attempt: Attempt) => Promise<void> | void;
  /**
   * Called once for each attempt that was let in, as soon as the caller's side of it has ended; with
   * the failure, unless it was fulfilled. An abandoned attempt is no evidence about whoever does the
   * work: it never began, or the caller or the deadline ended it.
   */
  readonly leave?: (attempt: Attempt, failure?: Failure, abandoned?: boolean) => void;
  /** Milliseconds to wait before the next attempt; `undefined` lets the failure stand. */
  readonly retryDelayMs?: (failure: Failure, attempt: Attempt) => number | undefined;
}
