import { Failure } from '@holdfast/core';
import { catalogue } from '@holdfast/core/failures';
import { sleep, type Platform } from '@holdfast/core/parts';
import type { RelayVerdict } from '../relay-sink.ts';
import { requestedWait } from '../requested-wait.ts';

/** Spaces the messages to one receiver. */
export interface Pacer {
  /**
   * Waits for the turn of a message. Resolves with a verdict when the turn is too far off, or when the relay aborts
   * the wait.
   */
  turn(signal: AbortSignal): Promise<RelayVerdict | undefined>;
  /**
   * Takes in the answer of the receiver: after "too many requests" the sink sends nothing before the time in the
   * answer.
   */
  note(verdict: RelayVerdict): void;
}

export interface PacerOptions {
  /** Milliseconds from one message to the next. */
  readonly everyMs: number;
  /** The longest wait within `turn`, in milliseconds; a message with a later turn returns to the relay. */
  readonly maxWaitMs: number;
  readonly platform: Pick<Platform, 'monotonic' | 'schedule'>;
}

export function createPacer({ everyMs, maxWaitMs, platform }: PacerOptions): Pacer {
  let nextAt = -Infinity;
  let heldUntil = -Infinity;
  return {
    async turn(signal) {
      const now = platform.monotonic();
      const at = Math.max(now, nextAt, heldUntil);
      const waitMs = at - now;
      if (waitMs > maxWaitMs) return limited(waitMs);
      nextAt = at + everyMs;
      if (waitMs <= 0) return undefined;
      try {
        await sleep(platform, waitMs, signal);
      } catch {
        return limited(everyMs);
      }
      // Meanwhile the receiver has refused an earlier message.
      const heldMs = heldUntil - platform.monotonic();
      return heldMs > 0 ? limited(heldMs) : undefined;
    },
    note(verdict) {
      if (verdict.outcome !== 'retry' || verdict.afterMs === undefined) return;
      const heldMs = requestedWait(verdict.afterMs);
      heldUntil = Math.max(heldUntil, platform.monotonic() + heldMs);
    },
  };
}

/** The sink did not send the message, because the receiver takes no more now. */
function limited(afterMs: number): RelayVerdict {
  const failure = new Failure(catalogue.RATE_LIMITED, { effect: 'none', retryAfterMs: afterMs });
  return { outcome: 'retry', failure, afterMs };
}
