import { createCell } from '../observable/cell.ts';
import type { Observable } from '../observable/observable.ts';
import { fanOut } from './fan-out.ts';
import { nextIncidents } from './incident-state.ts';
import type { IncidentRules, Incidents } from './incident-state.ts';
import type { TelemetrySink } from './telemetry-event.ts';

export interface IncidentOptions extends Partial<IncidentRules> {
  /** Is told when an incident opens and closes. The events that led there are not passed on. */
  readonly sink?: TelemetrySink;
  /** @default 10_000 */
  readonly stormMs?: number;
  /** @default 300_000 */
  readonly quietMs?: number;
}

export interface IncidentWatch extends Observable<Incidents> {
  /** Give it all events, beside the other sinks. */
  readonly sink: TelemetrySink;
}

/**
 * Makes incidents of events: the first failure of an operation opens one, its recovery closes it, and
 * what fails with the same code at the same time joins it, so that an outage is one trouble and not a
 * thousand. A queued write is in trouble until it got through, whatever else did. Attempts are told by
 * `tellAttempts` and queued writes by the outbox, so both need this sink; without the first, only how
 * operations ended is heard. What another tab or the worker sends is told there and not here: an entry
 * that one of these got through is given up here after `quietMs`.
 */
export function createIncidents(options: IncidentOptions = {}): IncidentWatch {
  const { stormMs = 10_000, quietMs = 300_000 } = options;
  const sink = fanOut(options.sink ? [options.sink] : []);
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
