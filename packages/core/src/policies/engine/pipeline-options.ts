import type { Failure } from '../../failures/failure.ts';
import type { Clock } from '../../platform/platform.ts';

export interface PipelineOptions {
  /** @default webClock */
  readonly platform?: Clock;
  /**
   * Names the errors of the work that are no `Failure`. `nameThrown` names what policies need: aborts, defects,
   * the network's codes in Node, the status and `Retry-After` of HTTP libraries. Core's `toFailure` also knows
   * storage trouble, validation and many more. Operations and `resilientFetch` reject with failures and need
   * neither. @default each such error is `UNKNOWN` and may pass by itself
   */
  readonly toFailure?: (thrown: unknown) => Failure;
  /**
   * The effect of its calls. With `'reads'` policies may repeat every call that does not say otherwise. A write
   * allows it with a key. `pipeline` refuses a policy that does not suit.
   * @default not told
   */
  readonly calls?: 'reads' | 'keyed writes' | 'writes';
}
