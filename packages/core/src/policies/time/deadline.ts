import { DEADLINE_EXCEEDED } from '../../failures/kinds/policy.ts';
import type { Attempt } from '../engine/attempt.ts';
import { describePolicy, requirePositive } from '#composition';
import { createDeadlineQueue } from '../limits/deadline-queue.ts';
import type { Policy } from '../engine/policy.ts';

export interface DeadlineOptions {
  /** Milliseconds for the whole call: all attempts and every wait between them. */
  readonly totalMs: number;
}

/**
 * Ends the whole call with `DEADLINE_EXCEEDED` after `totalMs`, whether it works, waits for a slot or waits for a
 * retry. The last failure, if there was one, is its cause. When a retry could not begin in time, the call does not
 * wait for it and fails at once.
 *
 * The time is measured on the monotonic clock, which may stand still while the device sleeps.
 */
export function deadline(rules: DeadlineOptions): Policy {
  const { totalMs } = rules;
  requirePositive('deadline', { totalMs });
  const policy: Policy = (platform) => {
    const queue = createDeadlineQueue<Attempt>(platform, totalMs, (call) =>
      call.stop(call.current.failure(DEADLINE_EXCEEDED)),
    );
    return {
      enter({ call }) {
        call.interruptible = true;
        call.limit = queue.add(call);
        call.deadline = call.limit.due;
      },
      leave({ call }) {
        if (!call.options.lasting) queue.remove(call.limit);
      },
    };
  };
  describePolicy(policy, {
    kind: 'deadline',
    does: 'ends the whole call',
    refuses: 'Then it fails with DEADLINE_EXCEEDED.',
    place: 1,
    before: 'It covers everything that comes after it. To end one attempt, use timeout.',
    once: 'The shorter one decides.',
    rules,
    limitMs: totalMs,
  });
  return policy;
}
