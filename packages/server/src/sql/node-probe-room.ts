import { open, rm, stat } from 'node:fs/promises';
import { toDatabaseFailure } from '../naming/to-database-failure.ts';

const PROBE_BYTES = 64 * 1024;
/** Where files have no holes, a probe that begins further out would take all the room before it. */
const FURTHEST_BYTES = 64 * 1024 * 1024;

/**
 * Rejects with `DATABASE_FULL` and the like when a file of SQLite or its log could not grow. It writes a file
 * beside it that begins where the larger of them ends, so that limits of one file count as well, and removes
 * it at once: the disk never sees it.
 */
export async function probeRoom(file: string): Promise<void> {
  const probe = `${file}-probe`;
  try {
    const sizes = await Promise.all([sizeOf(file), sizeOf(`${file}-wal`)]);
    const handle = await open(probe, 'w', 0o600);
    try {
      const begin = Math.min(Math.max(...sizes), FURTHEST_BYTES);
      await handle.write(Buffer.alloc(PROBE_BYTES), 0, PROBE_BYTES, begin);
    } finally {
      await handle.close();
    }
  } catch (error) {
    throw toDatabaseFailure(error);
  } finally {
    await rm(probe, { force: true });
  }
}

async function sizeOf(file: string): Promise<number> {
  return stat(file).then(
    ({ size }) => size,
    () => 0,
  );
}
