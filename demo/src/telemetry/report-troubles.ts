import type { Runtime } from '@holdfast/core/parts';
import {
  createBeacon,
  fetchBeaconSend,
  flushWhenHidden,
  severityOf,
  type TelemetrySink,
} from '@holdfast/core/telemetry';

/**
 * Tells Fireside's server what went wrong in this page, at the latest when the writer opens it again. The reports
 * wait in the runtime's buffer. What went well is not reported.
 */
export function reportTroubles(url: string) {
  return ({ beaconBuffer, platform }: Runtime): readonly TelemetrySink[] => {
    const buffer = beaconBuffer && { buffer: beaconBuffer };
    const beacon = createBeacon({ send: fetchBeaconSend(url), platform, ...buffer });
    const leave = flushWhenHidden(beacon, document);
    const sink: TelemetrySink = (event) => {
      const severity = severityOf(event);
      if (severity === 'warning' || severity === 'critical') beacon.sink(event);
    };
    return Object.assign([sink], {
      dispose() {
        leave();
        beacon.dispose();
      },
    });
  };
}
