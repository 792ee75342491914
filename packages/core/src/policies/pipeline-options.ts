import type { Failure } from '../failures/failure.ts';
import type { Platform } from '../platform/platform.ts';

export interface PipelineOptions {
  /** @default webPlatform */
  readonly platform?: Platform;
  /**
   * Names what the work throws and is no `Failure`. Core's `toFailure` knows storage trouble, validation
   * and many more. @default what policies need to know: aborts, the network's codes in Node, the status
   * and `Retry-After` of HTTP libraries; all else is `UNKNOWN`, which may pass unless it is a defect
   */
  readonly toFailure?: (thrown: unknown) => Failure;
  /**
   * What its calls do. With `'reads'` every call may be repeated that does not say otherwise; writes say
   * so for themselves, with a key. A policy that does not suit is refused when the pipeline is built.
   * @default not told
   */
  readonly calls?: 'reads' | 'keyed writes' | 'writes';
}
