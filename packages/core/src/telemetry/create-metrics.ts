import { requireOptions } from '#options';
import { createCell } from '../observable/cell.ts';
import type { Observable } from '../observable/observable.ts';
import { surface } from '../observable/web-surface.ts';
import { createAlarm } from '../platform/alarm.ts';
import type { Clock } from '../platform/platform.ts';
import { webClock } from '../platform/web-clock.ts';
import type { OutboxPort } from '../ports/outbox-port.ts';
import { countEvent, newCounts } from './metrics-state.ts';
import type { Counts } from './metrics-state.ts';
import { toSnapshot } from './metrics-snapshot.ts';
import type { MetricsSnapshot } from './metrics-snapshot.ts';
import type { TelemetrySink } from './telemetry-event.ts';

export interface MetricsOptions {
  /** Listeners hear of changes at most once in this time, in milliseconds. @default 1_000 */
  readonly refreshMs?: number;
  /** Gives the bytes of memory in use; see `webMemoryBytes`. @default not measured */
  readonly memoryBytes?: () => number | undefined;
  /** The outbox whose waiting entries are counted, also those of other tabs and earlier pages. @default not counted */
  readonly outbox?: Pick<OutboxPort, 'entries'>;
  /** @default webClock */
  readonly platform?: Clock;
}

export interface Metrics extends Observable<MetricsSnapshot> {
  /** Takes in an event in less than two microseconds. */
  readonly sink: TelemetrySink;
  /** The sketches and counts themselves, so that the app can join those of several pages. */
  readonly counts: Counts;
  /** Stops telling listeners and following the outbox, and leaves no timer. */
  dispose(): void;
}

/**
 * Counts failures, retries, recoveries and latencies of this page, on the device. Each event is counted at once,
 * cheaply. The snapshot is made when the app reads it, at most once in `refreshMs` while it has a listener. Retries
 * and recoveries come only from parts that tell each attempt: give the sink to `tellAttempts` in the pipelines, and
 * to the outbox for queued writes. The recovery of an entry that another tab or the worker sent is not counted.
 */
export function createMetrics(options: MetricsOptions = {}): Metrics {
  const { refreshMs = 1_000, memoryBytes, outbox, platform = webClock } = options;
  requireOptions('createMetrics', options, {
    refreshMs: 'a number from 0 on?',
    memoryBytes: 'a function?',
    outbox: 'an object?',
    platform: 'an object with now, monotonic, schedule?',
  });
  const counts = newCounts();
  const snapshot = createCell(look());
  let listeners = 0;
  let isStale = false;
  const alarm = createAlarm(platform, refresh);
  let isDisposed = false;

  function look(): MetricsSnapshot {
    return toSnapshot(counts, {
      now: platform.now(),
      memoryBytes: ask(() => memoryBytes?.()),
      waitingSince:
        ask(() => outbox?.entries.getSnapshot().map(({ createdAt }) => createdAt)) ?? [],
    });
  }

  function refresh(): void {
    isStale = false;
    snapshot.set(look());
  }

  function change(): void {
    isStale = true;
    arm();
  }

  function arm(): void {
    if (!isDisposed && listeners > 0) alarm.set(refreshMs);
  }

  const leave = outbox?.entries.subscribe(change);
  return {
    counts,
    getSnapshot() {
      // Without a listener there is no refresh, so the caller gets the present state.
      if (isStale && listeners === 0) refresh();
      return snapshot.getSnapshot();
    },
    subscribe(listener) {
      const unsubscribe = snapshot.subscribe(listener);
      let isGone = false;
      listeners += 1;
      if (isStale) arm();
      return () => {
        if (isGone) return;
        isGone = true;
        unsubscribe();
        listeners -= 1;
        if (listeners === 0) alarm.clear();
      };
    },
    sink(event) {
      countEvent(counts, event);
      change();
    },
    dispose() {
      isDisposed = true;
      leave?.();
      alarm.clear();
    },
  };
}

/** The result of the app's own code; `undefined` when it throws, and the exception surfaces. */
function ask<T>(question: () => T): T | undefined {
  try {
    return question();
  } catch (error) {
    surface(error);
    return undefined;
  }
}
