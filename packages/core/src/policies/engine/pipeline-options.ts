import type { Failure } from '../../failures/failure.ts';
import type { Clock } from '../../platform/platform.ts';

export interface PipelineOptions {
  /** @default webClock */
  readonly platform?: Clock;
  /**
   * Names the errors of the work that are no `Failure`. `nameThrown` knows the names that policies need: aborts,
   * defects, network trouble, the status and `Retry-After` of HTTP libraries. Core's `toFailure` also knows trouble
   * of storage, of validation and more. Operations and `resilientFetch` reject with failures and need neither.
   * @default each such error is `UNKNOWN` with `retry: 'later'`, a mistake in the code with `'never'`
   */
  readonly toFailure?: (thrown: unknown) => Failure;
  /**
   * The kind of calls. With `'reads'`, policies may repeat every call that does not say otherwise. They repeat writes
   * only with a key. `pipeline` refuses a policy that does not suit these calls. @default not told
   */
  readonly calls?: 'reads' | 'keyed writes' | 'writes';
}
