import { tell } from '../observable/tell.ts';
import type { TelemetryEvent, TelemetrySink } from './telemetry-event.ts';

/** The sink of a runtime in development. A panel that is opened later listens, too. */
export interface LiveSink {
  (event: TelemetryEvent): void;
  /**
   * Tells the sink the latest events that there were, and each later one until the returned function is called.
   */
  readonly join: (sink: TelemetrySink) => () => void;
}

/** How many events a panel that is opened later still hears. */
const KEPT = 500;

/**
 * Stands for `fanOut` in a runtime that is developed: see `#runtime-sinks` in package.json. A build for production has
 * `fanOut`, which nothing can join.
 */
export function fanOut(sinks: readonly TelemetrySink[]): LiveSink {
  const listening = new Set(sinks);
  const latest: TelemetryEvent[] = [];
  const sink = (event: TelemetryEvent): void => {
    if (latest.push(event) > KEPT) latest.shift();
    tell(listening, event);
  };
  return Object.assign(sink, {
    join(joined: TelemetrySink) {
      for (const event of latest) tell([joined], event);
      listening.add(joined);
      return () => void listening.delete(joined);
    },
  });
}
