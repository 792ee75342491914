import type { ReplayScope } from './replay-scope.ts';

/** The scope of the worker that runs this. */
export function webReplayScope(): ReplayScope {
  return globalThis;
}
