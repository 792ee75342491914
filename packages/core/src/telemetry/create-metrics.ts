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
  /** Listeners hear of changes at most once in so many milliseconds. @default 1_000 */
  readonly refreshMs?: number;
  /** Bytes in use; see `webMemoryBytes`. @default not told */
  readonly memoryBytes?: () => number | undefined;
  /** Tells what waits in it, whichever tab or page before this one put it there. @default not told */
  readonly outbox?: Pick<OutboxPort, 'entries'>;
  /** @default webClock */
  readonly platform?: Clock;
}

export interface Metrics extends Observable<MetricsSnapshot> {
  /** Takes in an event in less than two microseconds. */
  readonly sink: TelemetrySink;
  /** The sketches and counts themselves, for joining those of several pages. */
  readonly counts: Counts;
  /** Tells listeners nothing any more, leaves no timer and does not hear of the outbox. */
  dispose(): void;
}

/**
 * Measures on the device what the page does and what fails. Counting is cheap and eager; the snapshot is
 * made when the app looks, at most once in `refreshMs` while it has a listener. Retries and recovery are
 * known only from what tells each attempt: give the sink to `tellAttempts` in the pipelines of reads and
 * other calls, and to the outbox for queued writes. Without these the snapshot has neither, as it has no
 * recovery of an entry that another tab or the worker got through.
 */
export function createMetrics(options: MetricsOptions = {}): Metrics {
  const { refreshMs = 1_000, memoryBytes, outbox, platform = webClock } = options;
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
