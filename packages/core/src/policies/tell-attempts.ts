import { describePolicy } from '#composition';
import type { TelemetrySink } from '../telemetry/telemetry-event.ts';
import type { Policy } from './policy.ts';

/**
 * Tells a sink of each attempt as it ends, under the name of its call or else of the pipeline, and how
 * long a retry outside waits before the next. Where it stands is what it sees: best right after `retry`.
 * What the sink throws is ignored.
 */
export function tellAttempts(sink: TelemetrySink, name = 'pipeline'): Policy {
  const policy: Policy = (platform) => ({
    enter(attempt) {
      attempt.startedMs = platform.monotonic();
    },
    leave({ call, options, attempt, startedMs }, failure) {
      const durationMs = platform.monotonic() - startedMs;
      const at = platform.now();
      // A little later, when the policies outside have decided whether there will be another attempt.
      queueMicrotask(() => {
        try {
          sink({
            type: 'attempt.settled',
            at,
            name: options.name ?? name,
            incidentId: call.id,
            attempt,
            durationMs,
            failure: failure?.toJSON(),
            delayMs: call.delayMs,
          });
        } catch {
          // Telemetry must never break what it watches.
        }
      });
    },
  });
  describePolicy(policy, { kind: 'telemetry', place: 4, latest: 5, rules: { name } });
  return policy;
}
