import type { Platform } from './platform.ts';

/** A task that is asked for again and again and runs once for all that asked meanwhile. */
export interface Alarm {
  /** Runs the task after `delayMs`, unless it is about to run already. */
  set(delayMs: number): void;
  clear(): void;
  /** Whether it is set and its timer may be trusted still. */
  isSet(): boolean;
}

/**
 * One timer for what many ask for, which is not trusted: a host may lose it (an edge worker with the
 * request that set it, a test with its fake timers), and then it must not keep others from setting one.
 * Asking for an alarm that is overdue runs it at once.
 */
export function createAlarm(
  platform: Pick<Platform, 'monotonic' | 'schedule'>,
  task: () => void,
): Alarm {
  let cancel: (() => void) | undefined;
  let setMs = 0;
  let dueMs = 0;
  function clear(): void {
    cancel?.();
    cancel = undefined;
  }
  /** Before it was set, another clock counts now. */
  const isTrusted = (now: number): boolean => !!cancel && now >= setMs && now <= dueMs;
  return {
    set(delayMs) {
      const now = platform.monotonic();
      if (isTrusted(now)) return;
      const waitMs = cancel ? 0 : delayMs;
      clear();
      setMs = now;
      dueMs = now + waitMs;
      cancel = platform.schedule(waitMs, () => {
        cancel = undefined;
        task();
      });
    },
    clear,
    isSet: () => isTrusted(platform.monotonic()),
  };
}
