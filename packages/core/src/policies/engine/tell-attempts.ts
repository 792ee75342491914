import { describePolicy } from '#composition';
import type { Failure } from '../../failures/failure.ts';
import { surface } from '../../observable/web-surface.ts';
import type { TelemetrySink } from '../../telemetry/telemetry-event.ts';
import { whyNotRetried } from '../retry/retry-decision.ts';
import type { Attempt } from './attempt.ts';
import type { Policy } from './policy.ts';

/**
 * Tells a sink of each attempt as it ends: the wait before the next attempt, or why there is none. The event has
 * the name of the call, or `name`. The policy sees only what stands inside of it, so put it right after `retry`. An
 * exception of the sink surfaces as the app's own and changes no call.
 */
export function tellAttempts(sink: TelemetrySink, name = 'pipeline'): Policy {
  const policy: Policy = (platform) => {
    const tell = (attempt: Attempt, failure?: Failure): void => {
      const { call, options, startedMs, decision } = attempt;
      const isAgain = typeof decision === 'number';
      try {
        sink({
          type: 'attempt.settled',
          at: platform.now(),
          name: options.name ?? name,
          incidentId: call.id,
          attempt: attempt.attempt,
          durationMs: platform.monotonic() - startedMs,
          failure: failure?.toJSON(),
          delayMs: isAgain ? decision : undefined,
          notRetried: failure && !isAgain ? whyNotRetried(failure, decision) : undefined,
        });
      } catch (error) {
        // Telemetry must never break the calls that it watches.
        surface(error);
      }
    };
    return {
      enter(attempt) {
        attempt.startedMs = platform.monotonic();
      },
      leave(attempt, failure) {
        // Reports a failure a little later, when the policies outside have decided about a retry.
        if (failure) tellLater(tell, attempt, failure);
        else tell(attempt);
      },
    };
  };
  describePolicy(policy, {
    kind: 'telemetry',
    does: 'tells a sink of each attempt',
    place: 3,
    latest: 5,
    once: 'Give it all the sinks with `fanOut`.',
    rules: { name },
  });
  return policy;
}

// A function of its own, so that only a failure pays for the closure.
function tellLater(
  tell: (attempt: Attempt, failure: Failure) => void,
  attempt: Attempt,
  failure: Failure,
): void {
  queueMicrotask(() => tell(attempt, failure));
}
