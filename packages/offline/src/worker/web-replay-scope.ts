import type { ReplayScope } from './replay-scope.ts';

/** The scope of the worker that runs this code. A host that is no worker has no events. */
export function webReplayScope(): ReplayScope {
  const { addEventListener, removeEventListener } = globalThis as Partial<ReplayScope>;
  return addEventListener && removeEventListener
    ? globalThis
    : { addEventListener() {}, removeEventListener() {} };
}
