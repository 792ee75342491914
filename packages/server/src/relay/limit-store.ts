import type { Platform } from '@holdfast/core/parts';
import { inTime } from '../deadline/in-time.ts';
import type { RelayStore } from './relay-store.ts';

const STEP_WITHIN_MS = 10_000;
/** Measuring and pruning read many rows. */
const UPKEEP_WITHIN_MS = 30_000;

/** The calls of a store that a relay makes by itself. */
export type OwnCalls = Omit<RelayStore<never>, 'enqueue' | 'depth'>;

/**
 * A store that answers in time, or rejects with `TIMEOUT`: one call that hangs must not stop a relay for good. Calls in
 * a transaction of the app keep the limit of that transaction.
 *
 * @param onLateClaim called when a claim ends after its limit. The store has then taken events that no relay sends.
 */
export function limitStore(
  store: OwnCalls,
  platform: Pick<Platform, 'schedule'>,
  onLateClaim: () => void,
): OwnCalls {
  // An adapter of the app may throw at once. The relay handles that as a rejection.
  const step = async <T>(call: () => Promise<T>): Promise<T> =>
    inTime(platform, STEP_WITHIN_MS, call());
  const upkeep = async <T>(call: () => Promise<T>): Promise<T> =>
    inTime(platform, UPKEEP_WITHIN_MS, call());
  return {
    lease: (request) => step(() => store.lease(request)),
    release: (relay) => step(() => store.release(relay)),
    async claim(request) {
      const claiming = store.claim(request);
      try {
        return await inTime(platform, STEP_WITHIN_MS, claiming);
      } catch (error) {
        // After a rejection of the store this does nothing.
        void claiming.then(onLateClaim, () => {});
        throw error;
      }
    },
    settle: (settlements) => step(() => store.settle(settlements)),
    measure: (sink, most) => upkeep(() => store.measure(sink, most)),
    unblock: (sink) => step(() => store.unblock(sink)),
    stopped: (sink, most) => step(() => store.stopped(sink, most)),
    amend: (event, action) => step(() => store.amend(event, action)),
    prune: (age, limit) => upkeep(() => store.prune(age, limit)),
  };
}
