import { exponentialBackoff } from './backoff.ts';
import type { Backoff } from './backoff.ts';
import { requirePositive, requireWhole } from './pipeline-invalid.ts';
import type { Policy } from './policy.ts';
import { decideRetry } from './retry-decision.ts';

export interface RetryOptions {
  /** How often the work is called at most, the first time included. @default 3 */
  readonly maxAttempts?: number;
  /** @default exponentialBackoff() */
  readonly backoff?: Backoff;
  /** A server's hint beyond this, in milliseconds, is not waited for. @default 60_000 */
  readonly maxHintMs?: number;
}

/**
 * Calls the work again when its failure says that this can help (`failure.retry`) and that it is safe
 * (`failure.effect`): after an unknown effect only with an idempotency key, or for a call that declares
 * `effect: 'none'`. A failure whose effect was applied is never retried.
 *
 * Never sooner than `failure.retryAfterMs`. A hint beyond `maxHintMs`, or a wait that would not end
 * before the deadline, fails now; the failure still carries the hint. When the attempts are used up the
 * call fails with the last failure, whose `attempts` tells how many there were.
 */
export function retry(options: RetryOptions = {}): Policy {
  const { maxAttempts = 3, backoff = exponentialBackoff(), maxHintMs = 60_000 } = options;
  requireWhole('retry({ maxAttempts })', maxAttempts, 1);
  requirePositive('retry({ maxHintMs })', maxHintMs);
  const rules = { maxAttempts, backoff, maxHintMs };
  return Object.freeze<Policy>({
    kind: 'retry',
    bind: (platform) => ({
      retryDelayMs(failure, call) {
        const { attempts, repeatable } = call;
        const remainingMs = call.deadline - platform.monotonic();
        const delayMs = decideRetry(failure, { attempts, repeatable, remainingMs }, rules, () =>
          platform.random(),
        );
        if (delayMs !== undefined && call.sink !== undefined) {
          call.sink({
            type: 'retry.scheduled',
            at: platform.now(),
            name: call.name,
            incidentId: call.incidentId,
            attempt: attempts + 1,
            delayMs,
            failure: failure.toJSON(),
          });
        }
        return delayMs;
      },
    }),
  });
}
