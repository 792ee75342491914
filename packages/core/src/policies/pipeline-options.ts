import type { Failure } from '../failures/failure.ts';
import type { Platform } from '../platform/platform.ts';

export interface PipelineOptions {
  /** @default webPlatform */
  readonly platform?: Platform;
  /**
   * Names what the work throws and is no `Failure`. Core's `toFailure` tells aborts, storage trouble
   * and defects apart. @default all of it is `UNKNOWN`, with what was thrown as its cause
   */
  readonly toFailure?: (thrown: unknown) => Failure;
  /**
   * What its calls do, so that a policy which does not suit is refused when the pipeline is built. Each
   * call still says for itself whether it may be repeated. @default not told
   */
  readonly calls?: 'reads' | 'keyed writes' | 'writes';
}
