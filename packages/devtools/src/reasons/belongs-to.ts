import type { TelemetryEvent } from '@holdfast/core/telemetry';
import type { Recorded } from '../recording/recording.ts';

/** An incident, and the time from its first event to its last. */
export interface Focus {
  readonly incidentId: string;
  readonly from: number;
  readonly to: number;
}

/** The incident in a recording; `undefined` without an id. */
export function focusOn(
  events: readonly Recorded[],
  incidentId: string | undefined,
): Focus | undefined {
  if (incidentId === undefined) return undefined;
  let from = Infinity;
  let to = -Infinity;
  for (const { event } of events) {
    if (event.incidentId !== incidentId) continue;
    from = Math.min(from, event.at);
    to = Math.max(to, event.at);
  }
  return { incidentId, from, to };
}

const OF_NONE: readonly TelemetryEvent['type'][] = [
  'circuit.changed',
  'connectivity.changed',
  'endpoint.changed',
];

/**
 * Whether an event is of the incident. A change of a circuit, of an address or of the network is of no single incident;
 * it counts if it happened during the incident.
 */
export function belongsTo(focus: Focus | undefined, event: TelemetryEvent): boolean {
  if (!focus || event.incidentId === focus.incidentId) return true;
  return OF_NONE.includes(event.type) && event.at >= focus.from && event.at <= focus.to;
}
