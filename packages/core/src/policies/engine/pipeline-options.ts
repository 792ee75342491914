import type { Failure } from '../../failures/failure.ts';
import type { Platform } from '../../platform/platform.ts';

export interface PipelineOptions {
  /** @default webPlatform */
  readonly platform?: Platform;
  /**
   * Names the errors of the work that are no `Failure`. Core's `toFailure` also knows storage trouble,
   * validation and many more. @default names only what policies need: aborts, the network's codes in Node, the
   * status and `Retry-After` of HTTP libraries. Every other error is `UNKNOWN`, which may pass by itself, or a
   * defect
   */
  readonly toFailure?: (thrown: unknown) => Failure;
  /**
   * The effect of its calls. With `'reads'` policies may repeat every call that does not say otherwise. A write
   * allows it with a key. `pipeline` refuses a policy that does not suit.
   * @default not told
   */
  readonly calls?: 'reads' | 'keyed writes' | 'writes';
}
