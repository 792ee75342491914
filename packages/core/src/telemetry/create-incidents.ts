import { requireOptions } from '#options';
import { createCell } from '../observable/cell.ts';
import type { Observable } from '../observable/observable.ts';
import { fanOut } from './fan-out.ts';
import { nextIncidents } from './incident-state.ts';
import type { IncidentRules, Incidents } from './incident-state.ts';
import type { TelemetrySink } from './telemetry-event.ts';

export interface IncidentOptions extends Partial<IncidentRules> {
  /** Hear when an incident opens and closes. They do not get the events that led to it. @default [] */
  readonly sinks?: readonly TelemetrySink[];
  /** Milliseconds within which failures with the same code are one trouble. @default 10_000 */
  readonly stormMs?: number;
  /** Milliseconds without an event after which an incident is given up. @default 300_000 */
  readonly quietMs?: number;
}

export interface IncidentWatch extends Observable<Incidents> {
  /** Receives all events. Give it to the runtime beside the other sinks. */
  readonly sink: TelemetrySink;
}

/**
 * Makes incidents of events. The first failure of an operation opens an incident, and its recovery closes it. Other
 * operations that fail with the same code at the same time join it, so that an outage is one trouble and not a
 * thousand. A queued write belongs to its incident until its own entry got through.
 *
 * Give this sink to `tellAttempts` and to the outbox. Without `tellAttempts` it knows only how operations ended.
 * Another tab or the worker tells only its own sinks, so an entry that one of these sends is given up here after
 * `quietMs`.
 */
export function createIncidents(options: IncidentOptions = {}): IncidentWatch {
  requireOptions('createIncidents', options, {
    sinks: 'a list of functions?',
    stormMs: 'a number from 0 on?',
    quietMs: 'a number above 0?',
  });
  const { stormMs = 10_000, quietMs = 300_000, sinks = [] } = options;
  const sink = fanOut(sinks);
  const { getSnapshot, subscribe, set } = createCell<Incidents>([]);
  return {
    getSnapshot,
    subscribe,
    sink(event) {
      const before = getSnapshot();
      const { incidents, told } = nextIncidents(before, event, { stormMs, quietMs });
      if (incidents.length > 0 || before.length > 0) set(incidents);
      for (const one of told) sink?.(one);
    },
  };
}
