import { DEADLINE_EXCEEDED } from '../failures/kinds/policy.ts';
import type { Call } from './call.ts';
import { createDeadlineQueue } from './deadline-queue.ts';
import { requirePositive } from './pipeline-invalid.ts';
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
export function deadline({ totalMs }: DeadlineOptions): Policy {
  requirePositive('deadline({ totalMs })', totalMs);
  return Object.freeze<Policy>({
    kind: 'deadline',
    limitMs: totalMs,
    bind(platform) {
      const queue = createDeadlineQueue<Call>(platform, totalMs, (call) => {
        const failure = call.fail(DEADLINE_EXCEEDED);
        const { name, sink, incidentId } = call;
        sink?.({ type: 'timeout.fired', at: platform.now(), name, incidentId, timeoutMs: totalMs });
        call.interrupt(failure);
      });
      return {
        call: {
          enter(call) {
            queue.add(call);
            call.deadline = call.due;
          },
          exit: queue.remove,
        },
      };
    },
  });
}
