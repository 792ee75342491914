import type { TelemetrySink } from './telemetry-event.ts';

/**
 * Joins sinks into one, or into nothing when there are none, so that a caller pays one branch. A
 * sink that throws is left out of that event: telemetry must never break what it watches.
 */
export function fanOut(sinks: readonly TelemetrySink[]): TelemetrySink | undefined {
  if (sinks.length === 0) return undefined;
  return (event) => {
    for (const sink of sinks) {
      try {
        sink(event);
      } catch {
        // See above.
      }
    }
  };
}
