import { TIMEOUT } from '../failures/kinds/policy.ts';
import type { Attempt } from './attempt.ts';
import { createDeadlineQueue } from './deadline-queue.ts';
import { requirePositive } from './pipeline-invalid.ts';
import type { Policy } from './policy.ts';

export interface TimeoutOptions {
  /** Milliseconds for one attempt. */
  readonly ms: number;
}

/**
 * Ends an attempt with `TIMEOUT` after `ms` milliseconds: its signal aborts, and the caller gets the
 * failure at once even if the work ignores the signal. Counted from where it stands in the pipeline:
 * before a bulkhead it includes the wait for a slot, after it does not.
 *
 * It does not limit the whole call (see `deadline`), and it cannot stop work that does not listen.
 */
export function timeout({ ms }: TimeoutOptions): Policy {
  requirePositive('timeout({ ms })', ms);
  return Object.freeze<Policy>({
    kind: 'timeout',
    limitMs: ms,
    bind(platform) {
      const queue = createDeadlineQueue<Attempt>(platform, ms, (attempt) => {
        const { call, name, sink } = attempt;
        const failure = call.fail(TIMEOUT);
        const { incidentId } = failure;
        sink?.({ type: 'timeout.fired', at: platform.now(), name, incidentId, timeoutMs: ms });
        attempt.interrupt(failure);
      });
      return {
        attempt: {
          enter(attempt) {
            queue.add(attempt);
            return undefined;
          },
          exit: queue.remove,
        },
      };
    },
  });
}
