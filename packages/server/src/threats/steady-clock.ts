import type { Platform } from '@holdfast/core';

/**
 * The wall clock as it was when the server started, and the time that has passed since: whoever sets the
 * machine's clock while the server runs neither lengthens nor ends a block.
 */
export function steadyClock({ now, monotonic }: Pick<Platform, 'now' | 'monotonic'>): () => number {
  const start = now() - monotonic();
  return () => start + monotonic();
}
