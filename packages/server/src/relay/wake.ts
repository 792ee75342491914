import type { Platform } from '@holdfast/core/parts';

/** A timer that fires at the soonest of the times that it was set to. */
export interface Wake {
  set(delayMs: number): void;
  clear(): void;
}

export function createWake(
  platform: Pick<Platform, 'monotonic' | 'schedule'>,
  task: () => void,
): Wake {
  let cancel: (() => void) | undefined;
  let dueAt = Number.POSITIVE_INFINITY;
  const clear = (): void => {
    cancel?.();
    cancel = undefined;
    dueAt = Number.POSITIVE_INFINITY;
  };
  return {
    clear,
    set(delayMs) {
      const at = platform.monotonic() + delayMs;
      if (at >= dueAt) return;
      clear();
      dueAt = at;
      cancel = platform.schedule(delayMs, () => {
        clear();
        task();
      });
    },
  };
}
