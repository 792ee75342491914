import { createCell } from '../observable/cell.ts';
import type { Observable } from '../observable/observable.ts';
import type { Platform } from '../platform/platform.ts';
import { webPlatform } from '../platform/web-platform.ts';
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
  /** @default webPlatform */
  readonly platform?: Platform;
}

export interface Metrics extends Observable<MetricsSnapshot> {
  /** Takes in an event in less than two microseconds. */
  readonly sink: TelemetrySink;
  /** The sketches and counts themselves, for joining those of several pages. */
  readonly counts: Counts;
  /** Tells listeners nothing any more and leaves no timer. */
  dispose(): void;
}

/**
 * Measures on the device what the page does and what fails. Counting is cheap and eager; the snapshot is
 * made when somebody looks, at most once in `refreshMs` while anybody listens.
 */
export function createMetrics(options: MetricsOptions = {}): Metrics {
  const { refreshMs = 1_000, memoryBytes, platform = webPlatform } = options;
  const counts = newCounts();
  const snapshot = createCell(toSnapshot(counts, platform.now(), memoryBytes?.()));
  let listeners = 0;
  let isStale = false;
  let cancel: (() => void) | undefined;
  let isDisposed = false;

  function refresh(): void {
    isStale = false;
    snapshot.set(toSnapshot(counts, platform.now(), memoryBytes?.()));
  }

  function arm(): void {
    if (cancel || isDisposed || listeners === 0) return;
    cancel = platform.schedule(refreshMs, () => {
      cancel = undefined;
      refresh();
    });
  }

  return {
    counts,
    getSnapshot() {
      // Nobody would be told, so who asks gets the present state.
      if (isStale && listeners === 0) refresh();
      return snapshot.getSnapshot();
    },
    subscribe(listener) {
      const leave = snapshot.subscribe(listener);
      let isGone = false;
      listeners += 1;
      if (isStale) arm();
      return () => {
        if (isGone) return;
        isGone = true;
        leave();
        listeners -= 1;
        if (listeners === 0) cancel?.();
        if (listeners === 0) cancel = undefined;
      };
    },
    sink(event) {
      countEvent(counts, event);
      isStale = true;
      if (listeners > 0 && !cancel) arm();
    },
    dispose() {
      isDisposed = true;
      cancel?.();
      cancel = undefined;
    },
  };
}
