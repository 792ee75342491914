import { createCell, type Observable } from '@holdfast/core';
import { createAlarm, type Platform } from '@holdfast/core/parts';

export interface FrameCell<T> extends Observable<T> {
  /** The last value that was set, also before listeners hear of it. */
  latest(): T;
  /** Sets a value. Listeners hear of it with the next frame. */
  set(next: T): void;
  /** Tells listeners the last value now. */
  flush(): void;
}

/**
 * A cell that calls its listeners at most once a frame. They do not see values in between; they always see the
 * last.
 */
export function createFrameCell<T>(
  initial: T,
  platform: Pick<Platform, 'monotonic' | 'schedule'>,
  frameMs: number,
): FrameCell<T> {
  const { getSnapshot, subscribe, set } = createCell(initial);
  let latest = initial;
  const frame = createAlarm(platform, flush);

  function flush(): void {
    frame.clear();
    set(latest);
  }

  return {
    getSnapshot,
    subscribe,
    flush,
    latest: () => latest,
    set(next) {
      latest = next;
      frame.set(frameMs);
    },
  };
}
