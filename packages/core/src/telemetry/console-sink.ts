import { requireOptions } from '#options';
import type { Severity } from '../failures/failure-kind.ts';
import { describeEvent, severityOf } from './describe-event.ts';
import type { TelemetrySink } from './telemetry-event.ts';

/** What a console sink needs of a console. */
export type ConsoleLike = Pick<Console, 'debug' | 'info' | 'warn' | 'error'>;

export interface ConsoleSinkOptions {
  /** The lowest severity that is shown. @default 'info' */
  readonly from?: Severity;
}

const ORDER: readonly Severity[] = ['debug', 'info', 'warning', 'critical'];
const LEVEL = { debug: 'debug', info: 'info', warning: 'warn', critical: 'error' } as const;

/** Writes each event as a line that a human can read, with the event itself beside it to open. */
export function consoleSink(console: ConsoleLike, options: ConsoleSinkOptions = {}): TelemetrySink {
  requireOptions('consoleSink', options, {
    from: 'one of debug, info, warning, critical?',
  });
  const { from = 'info' } = options;
  const least = ORDER.indexOf(from);
  return (event) => {
    const severity = severityOf(event);
    if (ORDER.indexOf(severity) >= least) console[LEVEL[severity]](describeEvent(event), event);
  };
}
