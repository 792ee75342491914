import type { Failure } from '../../failures/failure.ts';
import type { Clock } from '../../platform/platform.ts';
import type { Attempt } from './attempt.ts';
import type { Pipeline } from './execute.ts';
import type { PipelineOptions } from './pipeline-options.ts';
import type { RetryBudget } from '../retry/create-retry-budget.ts';

/**
 * One part of a pipeline, as an immutable value. It does nothing until a pipeline is made of it, and
 * the same value may be part of many pipelines: each calls it once for the hooks it adds.
 */
export interface Policy {
  (platform: Clock): PolicyHooks;
  /** For policies that call what comes after them more than once at a time, or not at all. */
  readonly compile?: (
    policies: readonly Policy[],
    options: PipelineOptions,
    compile: (policies: readonly Policy[], options: PipelineOptions) => Pipeline,
  ) => Pipeline;
  /** The events that the policy reports about every call. */
  readonly budget?: RetryBudget | undefined;
}

/** The hooks of a policy around every call. A hook throws only to refuse a call. */
export interface PolicyHooks {
  /** Lets the attempt in, makes it wait, or throws a failure to refuse it. */
  readonly enter?: (attempt: Attempt) => Promise<void> | void;
  /**
   * Called once for each attempt that was let in, as soon as the caller's side of it has ended; with
   * the failure, unless it was fulfilled. A promise asks for another attempt when it resolves, which
   * then passes what comes after this policy.
   */
  readonly leave?: (attempt: Attempt, failure?: Failure) => Promise<void> | void;
}
