import { TIMEOUT } from '../../failures/kinds/policy.ts';
import type { Attempt } from '../engine/attempt.ts';
import { describePolicy, requirePositive } from '#composition';
import { createDeadlineQueue } from '../limits/deadline-queue.ts';
import type { Policy } from '../engine/policy.ts';

export interface TimeoutOptions {
  /** Milliseconds for one attempt. */
  readonly ms: number;
}

/**
 * Ends an attempt with `TIMEOUT` after `ms` milliseconds. The signal of the work aborts, and the caller gets the
 * failure at once, even if the work ignores the signal. The time begins when the attempt reaches this policy:
 * before a bulkhead it includes the wait for a slot, after a bulkhead it does not.
 *
 * It does not limit the whole call (see `deadline`), and it cannot stop work that ignores its signal.
 */
export function timeout(rules: TimeoutOptions): Policy {
  const { ms } = rules;
  requirePositive('timeout', { ms });
  const policy: Policy = (platform) => {
    const queue = createDeadlineQueue<Attempt>(platform, ms, (attempt) =>
      attempt.interrupt(attempt.failure(TIMEOUT)),
    );
    return {
      enter(attempt) {
        attempt.call.interruptible = true;
        // An attempt that has not waited began just now, so its own start time saves a reading of the clock.
        attempt.place = queue.add(attempt, attempt.wake ? undefined : attempt.startedMs);
      },
      leave({ place, options }, failure) {
        if (failure || !options.lasting) queue.remove(place);
      },
    };
  };
  describePolicy(policy, {
    kind: 'timeout',
    does: 'ends one attempt',
    refuses: 'Then it fails with TIMEOUT.',
    place: 5,
    once: 'The shorter one decides. To end the whole call, use deadline.',
    rules,
    limitMs: ms,
  });
  return policy;
}
