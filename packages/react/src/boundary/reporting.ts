import type { TelemetrySink } from '@holdfast/core/telemetry';

/**
 * How root handlers ask a boundary to report what it caught. They look for the method and not for the class, so that
 * they find the boundaries of another copy of this package, and ship no boundary with an app that has none.
 */
export interface Reporting {
  /** Reports the caught error to the sink, unless it is reported already. */
  reportToHoldfast(sink: TelemetrySink | undefined, at: number): void;
}
