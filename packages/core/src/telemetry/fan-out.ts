import { tell } from '../observable/tell.ts';
import type { TelemetrySink } from './telemetry-event.ts';

/**
 * Joins sinks into one, or into nothing when there are none, so that a caller pays one branch. An exception of
 * a sink surfaces as the app's own, and breaks neither the other sinks nor the work they watch.
 */
export function fanOut(sinks: readonly TelemetrySink[]): TelemetrySink | undefined {
  if (sinks.length === 0) return undefined;
  return (event) => tell(sinks, event);
}
