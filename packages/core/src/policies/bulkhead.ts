import { BULKHEAD_FULL } from '../failures/kinds/policy.ts';
import type { Attempt } from './attempt.ts';
import { requireWhole } from './pipeline-invalid.ts';
import type { Policy } from './policy.ts';
import { stackless } from './stackless.ts';

export interface BulkheadOptions {
  /** How many attempts may be at work at the same time. */
  readonly max: number;
  /** How many may wait for a slot, `Infinity` for any number. @default 100 */
  readonly maxQueued?: number;
}

/**
 * Lets at most `max` attempts work at the same time, over all pipelines it is part of; the others wait
 * in the order they came, and beyond `maxQueued` they are refused with `BULKHEAD_FULL`. An attempt that
 * is aborted while it waits leaves its place at once.
 *
 * A slot is held until the work really ends, even if its caller has long been told of a timeout: work
 * that ignores its signal still uses the server. It does not limit how long anyone waits.
 */
export function createBulkhead({ max, maxQueued = 100 }: BulkheadOptions): Policy {
  requireWhole('createBulkhead({ max })', max, 1);
  requireWhole('createBulkhead({ maxQueued })', maxQueued, 0);
  let taken = 0;
  // A set keeps the order of arrival, and anyone may leave it from the middle at no cost.
  const waiting = new Set<() => void>();

  function giveBack(): void {
    const [admitNext] = waiting;
    if (admitNext === undefined) {
      taken -= 1;
      return;
    }
    // Handed over, never free in between, so that no newcomer can overtake.
    waiting.delete(admitNext);
    admitNext();
  }

  function wait(attempt: Attempt): Promise<void> {
    return new Promise((resolve, reject) => {
      const admit = (): void => {
        attempt.giveBack = giveBack;
        resolve();
      };
      waiting.add(admit);
      attempt.call.wake = (failure) => {
        waiting.delete(admit);
        reject(failure);
      };
      if (attempt.ended !== undefined) attempt.call.wake(attempt.ended);
    });
  }

  const hooks = {
    enter(attempt: Attempt): Promise<void> | undefined {
      if (taken < max) {
        taken += 1;
        attempt.giveBack = giveBack;
        return undefined;
      }
      return waiting.size < maxQueued ? wait(attempt) : refuse(attempt);
    },
    exit(): void {
      // The slot belongs to the work, which gives it back itself.
    },
  };
  return Object.freeze<Policy>({ kind: 'bulkhead', bind: () => ({ attempt: hooks }) });
}

function refuse({ call, sink, name }: Attempt): never {
  const failure = stackless(() => call.fail(BULKHEAD_FULL));
  const { incidentId } = failure;
  sink?.({ type: 'bulkhead.rejected', at: call.platform.now(), name, incidentId });
  throw failure;
}
