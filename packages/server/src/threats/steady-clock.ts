import type { Platform } from '@holdfast/core/parts';

/**
 * The wall clock at the start of the server, plus the time that has passed since. So setting the machine's clock
 * while the server runs neither lengthens nor ends a block.
 */
export function steadyClock({ now, monotonic }: Pick<Platform, 'now' | 'monotonic'>): () => number {
  const start = now() - monotonic();
  return () => start + monotonic();
}
