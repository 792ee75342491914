import { toFailure } from '../failures/to-failure.ts';
import type { Failed } from '../operations/outcome.ts';

/** The outcome of a run. A runtime that an app wrapped or wrote may reject: that is an outcome, too. */
export async function settledRun<T>(run: () => Promise<T>): Promise<T | Failed<never>> {
  try {
    return await run();
  } catch (error) {
    return { kind: 'failed', failure: toFailure(error) };
  }
}
