import { requireOptions } from '#options';
import { tell } from '../observable/tell.ts';
import { createAlarm } from '../platform/alarm.ts';
import type { Platform } from '../platform/platform.ts';
import { webPlatform } from '../platform/web-platform.ts';
import type { TelemetryEvent, TelemetrySink } from './telemetry-event.ts';

export interface SuccessCountsOptions {
  /**
   * Receives one event for all successes of an operation that took about equally long, for example the sink of a
   * beacon.
   */
  readonly sink: TelemetrySink;
  /** How long successes are counted before they are reported, in milliseconds. @default 300_000 */
  readonly everyMs?: number;
  /** The most events that are reported at once. When there are this many, they are reported earlier. @default 50 */
  readonly maxRows?: number;
  /** @default webPlatform */
  readonly platform?: Pick<Platform, 'now' | 'monotonic' | 'schedule'>;
}

export interface SuccessCounts {
  /** Counts operations that ended without a failure, and ignores every other event. */
  readonly sink: TelemetrySink;
  /** Reports the counts so far, for example before a failure is reported, so that both count in the same minute. */
  flush(): void;
  /** Reports what is left, and ends the timer. */
  dispose(): void;
}

type Settled = Extract<TelemetryEvent, { readonly type: 'operation.settled' }>;

// The server's buckets of durations grow by as much, so a percentile there is as good as that of single events.
const GROWTH = Math.log(1.2);

/**
 * Counts successes in the page, so that a server knows out of how many operations the failures came. One event for
 * each success would cost too much.
 */
export function createSuccessCounts(options: SuccessCountsOptions): SuccessCounts {
  requireOptions('createSuccessCounts', options, {
    sink: 'a function',
    everyMs: 'a number above 0?',
    maxRows: 'a whole number above 0?',
    platform: 'an object with now, monotonic, schedule?',
  });
  const { sink, everyMs = 300_000, maxRows = 50, platform = webPlatform } = options;
  const rows = new Map<string, Settled & { readonly count: number }>();
  const flush = (): void => {
    alarm.clear();
    const told = [...rows.values()];
    rows.clear();
    for (const row of told) tell([sink], row);
  };
  const alarm = createAlarm(platform, flush);
  return {
    sink(event) {
      if (event.type !== 'operation.settled' || event.failure) return;
      const { type, operation, outcome, durationMs, at } = event;
      const bucket = Math.ceil(Math.log(Math.max(1, durationMs)) / GROWTH);
      const key = [operation, outcome, bucket].join(' ');
      const count = (rows.get(key)?.count ?? 0) + 1;
      rows.set(key, { type, operation, outcome, durationMs, at, count });
      if (rows.size < maxRows) alarm.set(everyMs);
      else flush();
    },
    flush,
    dispose: flush,
  };
}
