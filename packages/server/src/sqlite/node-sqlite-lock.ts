import { Failure } from '@holdfast/core';
import { catalogue } from '@holdfast/core/failures';
import { isNoFile, nodeSqlite } from './node-sqlite-file.ts';
import { type BusyWait, waitWhileBusy } from './wait-while-busy.ts';
import { toDatabaseFailure } from '../naming/to-database-failure.ts';

/**
 * Takes a file for this process alone, and returns a function that releases it. The lock is one of the operating
 * system on a small file beside it (`…-lock`): it ends with the process, also after a crash, and it holds between
 * containers of one machine that share the folder.
 *
 * Rejects with `LOCK_UNAVAILABLE` when another process has the file.
 */
export async function takeAlone(path: string, wait: BusyWait): Promise<() => void> {
  if (isNoFile(path)) return () => {};
  const { DatabaseSync } = nodeSqlite();
  let lock: InstanceType<typeof DatabaseSync> | undefined;
  try {
    lock = new DatabaseSync(`${path}-lock`, { timeout: 0 });
    const held = lock;
    await waitWhileBusy(() => held.exec('begin exclusive'), wait);
    return () => held.close();
  } catch (error) {
    lock?.close();
    const failure = toDatabaseFailure(error);
    throw failure.code === 'TRANSACTION_TIMEOUT'
      ? new Failure(catalogue.LOCK_UNAVAILABLE, { cause: error })
      : failure;
  }
}
