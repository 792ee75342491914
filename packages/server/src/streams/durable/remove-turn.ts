import { catalogue } from '@holdfast/core/failures';
import { Failure, isFailure } from '@holdfast/core';
import { refuseMissing } from './append-turn.ts';
import type { DurableRows, DurableStore } from './durable-store.ts';
import { type DurableStream, standingOf } from './durable-stream.ts';
import { type Refused, refused } from './refusals.ts';

/** Deletes a stream. A stream with forks keeps its records for them until the last of them is deleted. */
export function removeStream(
  store: DurableStore,
  name: string,
): Promise<{ readonly kind: 'removed' } | Refused> {
  return store.turn(async (rows) => {
    const stream = await rows.lock(name);
    const missing = refuseMissing(stream, rows.at);
    if (!stream || missing) return missing ?? refused(new Failure(catalogue.NOT_FOUND));
    await discard(rows, stream);
    return { kind: 'removed' };
  });
}

/** Removes some expired streams, and returns their number. A damaged one stays, and holds up no other. */
export async function removeExpired(store: DurableStore, limit: number): Promise<number> {
  return store.turn(async (rows) => {
    let removed = 0;
    for (const name of await rows.expired(limit)) {
      const stream = await rows.lock(name).catch(ignoreDamaged);
      if (stream && standingOf(stream, rows.at) === 'missing') {
        await discard(rows, stream);
        removed += 1;
      }
    }
    return removed;
  });
}

function ignoreDamaged(error: unknown): undefined {
  if (!isFailure(error, 'STORAGE_CORRUPT')) throw error;
}

/** Removes a stream, and each source that the store kept only for this stream. */
export async function discard(rows: DurableRows, stream: DurableStream): Promise<void> {
  if (stream.forks > 0) return rows.update({ ...stream, isDeleted: true });
  await rows.drop(stream.id);
  const { fork } = stream.settings;
  const source = fork && (await rows.lockId(fork.sourceId));
  if (!source) return;
  const left = { ...source, forks: source.forks - 1 };
  if (left.isDeleted && left.forks === 0) await discard(rows, left);
  else await rows.update(left);
}
