import type { Platform } from '@holdfast/core/parts';
import type { StreamRules } from './stream-rules.ts';

/** Waits until the time is over, the signal aborts or, if `wakes` is given, the device wakes. */
export async function rest(
  platform: Pick<Platform, 'schedule'>,
  ms: number,
  signal: AbortSignal,
  wakes?: StreamRules['wake'],
): Promise<void> {
  if (ms === 0 || signal.aborted) return;
  await new Promise<void>((resolve) => {
    const over = (): void => {
      cancel();
      leave?.();
      signal.removeEventListener('abort', over);
      resolve();
    };
    const cancel = platform.schedule(ms, over);
    const leave = wakes?.(over);
    signal.addEventListener('abort', over);
  });
}
