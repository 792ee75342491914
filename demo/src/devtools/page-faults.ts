import type { PageFaults } from '@holdfast/testing';

/** Plays faults in this page while Fireside is developed. A build for production has none. */
export async function pageFaults(): Promise<PageFaults | undefined> {
  if (!import.meta.env.DEV) return undefined;
  const { createPageFaults } = await import('@holdfast/testing');
  return createPageFaults();
}
