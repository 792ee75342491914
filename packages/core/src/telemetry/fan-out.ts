import { tell } from '../observable/tell.ts';
import type { TelemetrySink } from './telemetry-event.ts';

/**
 * Joins sinks into one, or into nothing when there are none, so that a caller pays one branch. What a
 * sink throws surfaces as the app's own, and breaks neither the other sinks nor what they watch.
 */
export function fanOut(sinks: readonly TelemetrySink[]): TelemetrySink | undefined {
  if (sinks.length === 0) return undefined;
  return (event) => tell(sinks, event);
}
