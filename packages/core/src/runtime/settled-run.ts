import { Failure, isFailure } from '../failures/failure.ts';
import { UNKNOWN } from '../failures/kinds/runtime.ts';
import type { Failed } from '../operations/outcome.ts';

/**
 * The outcome of a run. A runtime that an app wrapped or wrote may reject; the rejection becomes an outcome,
 * too.
 */
export async function settledRun<T>(run: () => Promise<T>): Promise<T | Failed<never>> {
  try {
    return await run();
  } catch (error) {
    const failure = isFailure(error) ? error : new Failure(UNKNOWN, { cause: error });
    return { kind: 'failed', failure };
  }
}
