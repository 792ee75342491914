import { DEADLINE_EXCEEDED } from '../failures/kinds/policy.ts';
import type { Attempt } from './attempt.ts';
import { requirePositive } from '#composition';
import { createDeadlineQueue } from './deadline-queue.ts';
import type { Due } from './deadline-queue.ts';
import type { Policy } from './policy.ts';

export interface DeadlineOptions {
  /** Milliseconds for the whole call: all attempts and every wait between them. */
  readonly totalMs: number;
}

/**
 * Ends the whole call with `DEADLINE_EXCEEDED` after `totalMs`, wherever it is: working, queued or
 * waiting to retry. The last failure, if there was one, is its cause. No retry is even waited for that
 * could not begin in time.
 *
 * Measured on the monotonic clock, which may stand still while the device sleeps.
 */
export function deadline(rules: DeadlineOptions): Policy {
  const { totalMs } = rules;
  requirePositive('deadline', { totalMs });
  return {
    kind: 'deadline',
    place: 1,
    rules,
    limitMs: totalMs,
    bind(platform) {
      const places = new WeakMap<Attempt, Due<Attempt>>();
      const queue = createDeadlineQueue<Attempt>(platform, totalMs, (call) =>
        call.stop(call.current.failure(DEADLINE_EXCEEDED)),
      );
      return {
        open(call) {
          const place = queue.add(call);
          call.deadline = place.due;
          places.set(call, place);
        },
        close: (call) => queue.remove(places.get(call)!),
      };
    },
  };
}
