import type { Runtime } from '@holdfast/core/parts';
import type { TelemetrySink } from '@holdfast/core/telemetry';
import { quiet } from '../start/web-quiet.ts';
import { laterSink } from './later-sink.ts';

/**
 * Tells Fireside's server what went wrong in this page, at the latest when the writer opens it again. The reports
 * wait in the runtime's buffer. What went well is counted, and told every five minutes, when the page is hidden, and
 * with a failure: the server knows then of how many operations the failures are.
 */
export function reportTroubles(url: string) {
  return (runtime: Runtime): readonly TelemetrySink[] => {
    const { sink, dispose } = laterSink(async () => {
      const { troubleReports } = await import('./trouble-reports.ts');
      return troubleReports(url, runtime);
    }, quiet());
    return Object.assign([sink], { dispose });
  };
}
