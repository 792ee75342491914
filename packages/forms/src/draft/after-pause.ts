import type { Platform } from '@holdfast/core/parts';

interface AfterPause {
  /** Has the task run after this time, in place of an earlier wish. */
  set(waitMs: number): void;
  clear(): void;
}

/**
 * Runs a task once a user pauses. A key that puts the task off sets no timer: the timer of an earlier key finds at its
 * time that it is too early, and waits for the rest.
 */
export function afterPause(
  platform: Pick<Platform, 'monotonic' | 'schedule'>,
  task: () => void,
): AfterPause {
  let [dueMs, ringsMs] = [0, 0];
  let cancel: (() => void) | undefined;
  const clear = (): void => {
    cancel?.();
    cancel = undefined;
  };
  const arm = (now: number): void => {
    clear();
    ringsMs = dueMs;
    cancel = platform.schedule(dueMs - now, () => {
      cancel = undefined;
      const rangMs = platform.monotonic();
      if (rangMs < dueMs) arm(rangMs);
      else task();
    });
  };
  return {
    set(waitMs) {
      const now = platform.monotonic();
      dueMs = now + waitMs;
      // A timer that should have rung may be lost.
      if (!cancel || ringsMs < now || ringsMs > dueMs) arm(now);
    },
    clear,
  };
}
