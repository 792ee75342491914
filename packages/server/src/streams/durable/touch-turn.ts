import type { DurableStore, Found } from './durable-store.ts';
import { dueAfter, standingOf } from './durable-stream.ts';

const MOST_LATE_MS = 1000;

/**
 * Moves the expiry of a stream that a client reads. A stream that was read a moment ago, within a twentieth of its
 * time and a second, keeps its expiry, so that its readers do not write for each request.
 */
export async function touchStream(store: DurableStore, { stream, at }: Found): Promise<void> {
  const { ttlMs } = stream.settings;
  if (ttlMs === undefined || stream.dueAt === undefined) return;
  if (at + ttlMs - stream.dueAt <= Math.min(MOST_LATE_MS, ttlMs / 20)) return;
  await store.turn(async (rows) => {
    const current = await rows.lock(stream.name);
    const dueAt = dueAfter(stream.settings, rows.at);
    if (current?.id !== stream.id || standingOf(current, rows.at) !== 'live') return;
    if (dueAt !== undefined) await rows.update({ ...current, dueAt });
  });
}
