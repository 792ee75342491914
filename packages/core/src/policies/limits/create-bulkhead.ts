import { requireOptions } from '#options';
import { BULKHEAD_FULL, BULKHEAD_TIMEOUT } from '../../failures/kinds/policy.ts';
import { surface } from '../../observable/web-surface.ts';
import type { Clock } from '../../platform/platform.ts';
import type { Attempt } from '../engine/attempt.ts';
import { describePolicy, requireAtLeast, requirePositive } from '#composition';
import type { Policy } from '../engine/policy.ts';

/** Which of the waiting calls is next. The calls come in the order of their arrival, with their priorities. */
export type WaitingOrder = (waiting: ReadonlyMap<() => void, number>) => (() => void) | undefined;

export interface BulkheadOptions {
  /** How many attempts may be at work at the same time. */
  readonly max: number;
  /** How many attempts may wait for a slot; `Infinity` for any number. @default 100 */
  readonly maxQueued?: number;
  /** Milliseconds an attempt waits for a slot before it fails with `BULKHEAD_TIMEOUT`. @default 60_000 */
  readonly maxWaitMs?: number;
  /**
   * Chooses the next of the waiting attempts; `byPriority` lets a higher priority go first. @default the order of
   * arrival
   */
  readonly order?: WaitingOrder;
}

const byArrival: WaitingOrder = ([first]) => first?.[0];

/**
 * Lets at most `max` attempts work at the same time, over all pipelines it is part of; the others wait in line, for
 * `maxWaitMs` at most. When `maxQueued` already wait, it refuses an attempt with `BULKHEAD_FULL`. An attempt that
 * is aborted while it waits leaves its place at once.
 *
 * An attempt holds its slot until its work really ends, even if its caller got a `TIMEOUT` before, because work
 * that ignores its signal still uses the server.
 */
export function createBulkhead(options: BulkheadOptions): Policy {
  const { max, maxQueued = 100, maxWaitMs = 60_000, order = byArrival } = options;
  requirePositive('the bulkhead', { max, maxWaitMs, order });
  requireAtLeast('the bulkhead', 0, { maxQueued });
  requireOptions('createBulkhead', options, {
    max: 'anything',
    maxQueued: 'a whole number from 0 on?',
    maxWaitMs: 'anything?',
    order: 'anything?',
  });
  let taken = 0;
  const waiting = new Map<() => void, number>();

  function giveBack(): void {
    // The slot is handed over and never free in between, so that no new call can overtake.
    if (!waiting.size) {
      taken -= 1;
      return;
    }
    // An app's own order may throw or name no waiting attempt. The slot must not be lost then.
    let next = byArrival(waiting);
    try {
      const chosen = order(waiting);
      if (chosen && waiting.has(chosen)) next = chosen;
    } catch (error) {
      surface(error);
    }
    next?.();
  }

  function queue(attempt: Attempt, platform: Clock): Promise<void> {
    return attempt.wait<void>((done) => {
      const cancel = platform.schedule(maxWaitMs, () =>
        attempt.interrupt(attempt.failure(BULKHEAD_TIMEOUT)),
      );
      const leave = (): void => {
        waiting.delete(admit);
        cancel();
      };
      const admit = (): void => {
        leave();
        done();
      };
      waiting.set(admit, attempt.options.priority ?? 0);
      return leave;
    });
  }

  const policy: Policy = (platform) => ({
    enter(attempt) {
      if (taken >= max) {
        if (waiting.size >= maxQueued) throw attempt.failure(BULKHEAD_FULL);
        return queue(attempt, platform);
      }
      taken += 1;
    },
    leave({ outlived }) {
      if (outlived) outlived.then(giveBack, giveBack);
      else giveBack();
    },
  });
  describePolicy(policy, {
    kind: 'bulkhead',
    does: 'limits how many work at the same time',
    refuses:
      'It refuses with BULKHEAD_FULL when maxQueued wait already, and with BULKHEAD_TIMEOUT after maxWaitMs.',
    place: 4,
    latest: 5,
    once: 'The narrower one decides.',
    rules: { max, maxQueued, maxWaitMs, order },
  });
  return policy;
}
