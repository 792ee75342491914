import { createCell, type Observable } from '@holdfast/core';
import { createAlarm, type Platform } from '@holdfast/core/parts';

export interface FrameCell<T> extends Observable<T> {
  /** What was set last, told or not. */
  latest(): T;
  /** Tells it with the next frame. */
  set(next: T): void;
  /** Tells it now. */
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
