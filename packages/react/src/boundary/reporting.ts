import type { TelemetrySink } from '@holdfast/core/telemetry';

/**
 * Root handlers use this method to ask a boundary to report its error. They look for the method and not for the class.
 * So they find boundaries of another copy of this package, and an app without a boundary ships none.
 */
export interface Reporting {
  /** Reports the caught error to the sink, unless it is reported already. */
  reportToHoldfast(sink: TelemetrySink | undefined, at: number): void;
}
