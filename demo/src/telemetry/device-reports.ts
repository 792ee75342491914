import type { Runtime } from '@holdfast/core/parts';
import { createBeaconBuffer } from '@holdfast/offline';
import type { EndingSink } from './later-sink.ts';
import { troubleReports } from './trouble-reports.ts';

/** Reports troubles to an address. This device keeps the reports that the server does not have. */
export function deviceReports(url: string, { platform }: Pick<Runtime, 'platform'>): EndingSink {
  const beaconBuffer = createBeaconBuffer();
  const { sink, dispose } = troubleReports(url, { beaconBuffer, platform });
  return {
    sink,
    dispose() {
      dispose();
      void beaconBuffer.dispose();
    },
  };
}
