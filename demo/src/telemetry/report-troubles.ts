import {
  createBeacon,
  fetchBeaconSend,
  flushWhenHidden,
  severityOf,
  type TelemetrySink,
} from '@holdfast/core/telemetry';
import { createBeaconBuffer } from '@holdfast/offline';

/**
 * Tells Fireside's server what went wrong in this page, at the latest when it is opened again. What
 * went well is nobody's news.
 */
export function reportTroubles(url: string): TelemetrySink {
  const beacon = createBeacon({ send: fetchBeaconSend(url), buffer: createBeaconBuffer() });
  flushWhenHidden(beacon, document);
  return (event) => {
    const severity = severityOf(event);
    if (severity === 'warning' || severity === 'critical') beacon.sink(event);
  };
}
