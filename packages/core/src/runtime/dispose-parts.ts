import { surface } from '../observable/web-surface.ts';
import type { Platform } from '../platform/platform.ts';

const WITHIN_MS = 5_000;

/**
 * Ends every part that can be ended, in the given order. A part that throws surfaces its error and keeps no other
 * part from ending. Resolves when all have ended, at the latest after five seconds.
 */
export function disposeParts(
  parts: readonly unknown[],
  platform: Pick<Platform, 'schedule'>,
): Promise<void> {
  const ends = parts.map(async (part) => {
    try {
      await (part as { dispose?(): unknown } | undefined)?.dispose?.();
    } catch (error) {
      surface(error);
    }
  });
  return new Promise((resolve) => {
    const cancel = platform.schedule(WITHIN_MS, resolve);
    void Promise.all(ends).then(cancel).then(resolve);
  });
}
