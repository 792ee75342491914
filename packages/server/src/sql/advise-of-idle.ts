import { tellApp } from '../logging/web-tell.ts';
import { createIdleWatch, type IdleAdvice, type IdleWatch } from './create-idle-watch.ts';
import { loopWaitedMs } from './node-waited.ts';
import { warnOfIdle } from './node-warn-of-idle.ts';

export interface IdleAdviceOptions {
  /** How long the work of a transaction may wait outside of its database. @default 100 */
  readonly idleAdviceMs?: number;
  /**
   * Gets advice, once a minute at most, when the work waited longer. Put the sentence into the log. Unless
   * `NODE_ENV` is `production`, the process gives a warning as well.
   */
  readonly advise?: (advice: IdleAdvice) => void;
}

/**
 * Follows the transactions of a database. Reports each transaction that holds up others while its work waits
 * outside of the database.
 */
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
