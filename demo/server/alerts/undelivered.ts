import type { SinkStatus } from '@holdfast/server/relay';

/** A notice under way takes less time than this. */
const LATE_MS = 30_000;

/** How many notices each target has not taken: those that are late, and those that the relay has given up. */
export function undelivered({
  sinks,
}: {
  readonly sinks: Readonly<Record<string, Pick<SinkStatus, 'depth' | 'oldestMs' | 'dead'>>>;
}): Readonly<Record<string, number>> {
  const counts = Object.entries(sinks).map(([name, { depth, oldestMs, dead }]) => {
    const late = oldestMs >= LATE_MS ? depth : 0;
    // A notice that the relay has given up may hold up the notices after it. Then it waits with them.
    return [name, Math.max(late, dead)] as const;
  });
  return Object.fromEntries(counts.filter(([, count]) => count > 0));
}
