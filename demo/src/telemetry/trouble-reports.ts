import type { Runtime } from '@holdfast/core/parts';
import {
  createBeacon,
  createIncidents,
  createSuccessCounts,
  fetchBeaconSend,
  flushWhenHidden,
  severityOf,
  type TelemetryEvent,
} from '@holdfast/core/telemetry';
import type { EndingSink } from './later-sink.ts';

// The build writes its version here.
const RELEASE = import.meta.env.FIRESIDE_RELEASE as string | undefined;

/** Reports troubles and counts of successes to an address, as `reportTroubles` promises. */
export function troubleReports(
  url: string,
  { beaconBuffer, platform }: Pick<Runtime, 'beaconBuffer' | 'platform'>,
): EndingSink {
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
  const incidents = createIncidents({ sinks: [beacon.sink] });
  return {
    sink(event) {
      if (isReported(event)) {
        if (event.type === 'operation.settled') counts.flush();
        beacon.sink(event);
      } else counts.sink(event);
      incidents.sink(event);
    },
    dispose() {
      leave();
      counts.dispose();
      beacon.dispose();
    },
  };
}

/** Troubles, and what administrators count of a page: its retries, its circuits and the answers that it kept. */
function isReported(event: TelemetryEvent): boolean {
  // The report of the operation contains the failure of its last attempt.
  if (event.type === 'attempt.settled') return event.delayMs !== undefined;
  const severity = severityOf(event);
  if (severity === 'warning' || severity === 'critical') return true;
  if (event.type === 'operation.settled') return event.outcome === 'stale' && !!event.failure;
  return event.type === 'circuit.changed';
}
