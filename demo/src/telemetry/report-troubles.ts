import type { Runtime } from '@holdfast/core/parts';
import {
  createBeacon,
  createIncidents,
  createSuccessCounts,
  fetchBeaconSend,
  flushWhenHidden,
  severityOf,
  type TelemetryEvent,
  type TelemetrySink,
} from '@holdfast/core/telemetry';

// The build writes its version here.
const RELEASE = import.meta.env.FIRESIDE_RELEASE as string | undefined;

/**
 * Tells Fireside's server what went wrong in this page, at the latest when the writer opens it again. The reports
 * wait in the runtime's buffer. What went well is counted, and told every five minutes, when the page is hidden, and
 * with a failure: the server knows then of how many operations the failures are.
 */
export function reportTroubles(url: string) {
  return ({ beaconBuffer, platform }: Runtime): readonly TelemetrySink[] => {
    const buffer = beaconBuffer && { buffer: beaconBuffer };
    const beacon = createBeacon({
      send: fetchBeaconSend(url),
      release: RELEASE,
      platform,
      ...buffer,
    });
    const counts = createSuccessCounts({ sink: beacon.sink, platform });
    const leave = flushWhenHidden(
      {
        flush() {
          counts.flush();
          return beacon.flush();
        },
      },
      document,
    );
    const sink: TelemetrySink = (event) => {
      if (!isReported(event)) {
        counts.sink(event);
        return;
      }
      if (event.type === 'operation.settled') counts.flush();
      beacon.sink(event);
    };
    const incidents = createIncidents({ sinks: [beacon.sink] });
    return Object.assign([sink, incidents.sink], {
      dispose() {
        leave();
        counts.dispose();
        beacon.dispose();
      },
    });
  };
}

/** Troubles, and what administrators count of a page: its retries, its circuits and the answers that it kept. */
function isReported(event: TelemetryEvent): boolean {
  // The failure of a last attempt is told with its operation.
  if (event.type === 'attempt.settled') return event.delayMs !== undefined;
  const severity = severityOf(event);
  if (severity === 'warning' || severity === 'critical') return true;
  if (event.type === 'operation.settled') return event.outcome === 'stale' && !!event.failure;
  return event.type === 'circuit.changed';
}
