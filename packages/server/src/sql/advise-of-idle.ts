import { tellApp } from '../logging/web-tell.ts';
import { createIdleWatch, type IdleAdvice, type IdleWatch } from './create-idle-watch.ts';
import { loopWaitedMs } from './node-waited.ts';
import { warnOfIdle } from './node-warn-of-idle.ts';

export interface IdleAdviceOptions {
  /** How long the work of a transaction may wait for something else than its database. @default 100 */
  readonly idleAdviceMs?: number;
  /**
   * Told, once a minute at most, when it waited longer: put the sentence into the log. In development, and
   * that is unless `NODE_ENV` is `production`, the process gives a warning as well.
   */
  readonly advise?: (advice: IdleAdvice) => void;
}

/** Follows the transactions of a database and tells of those that hold others up for nothing. */
export function adviseOfIdle({ idleAdviceMs = 100, advise }: IdleAdviceOptions): () => IdleWatch {
  return createIdleWatch({
    adviceMs: idleAdviceMs,
    waitedMs: loopWaitedMs,
    advise(advice) {
      warnOfIdle(advice);
      tellApp(advise, advice);
    },
  });
}
