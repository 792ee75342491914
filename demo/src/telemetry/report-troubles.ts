import type { Runtime } from '@holdfast/core/parts';
import type { TelemetrySink } from '@holdfast/core/telemetry';
import { quiet } from '../start/web-quiet.ts';
import { laterSink } from './later-sink.ts';

/**
 * Reports the troubles of this page to Fireside's server, at the latest when the writer opens it again. The reports
 * wait on this device. Successes are counted, and reported every five minutes, when the page is hidden, and
 * with a failure. So the server knows out of how many operations the failures came.
 */
export function reportTroubles(url: string) {
  return (runtime: Runtime): readonly TelemetrySink[] => {
    const { sink, dispose } = laterSink(async () => {
      const { deviceReports } = await import('./device-reports.ts');
      return deviceReports(url, runtime);
    }, quiet());
    return Object.assign([sink], { dispose });
  };
}
