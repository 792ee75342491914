import type { Platform } from '@holdfast/core/parts';
import { TOO_LATE, within } from '../deadline/within.ts';
import type { PgClient, PgPool } from './pg-pool.ts';

export interface EndPoolOptions {
  readonly endTimeoutMs: number;
  readonly platform: Pick<Platform, 'schedule'>;
}

/**
 * Follows the connections of a pool, and gives a function that ends the pool: in peace, or by cutting every
 * connection when the server does not answer in time. The server undoes the transactions that were open on them.
 */
export function endPool(
  pool: PgPool,
  { endTimeoutMs, platform }: EndPoolOptions,
): () => Promise<void> {
  const clients = new Set<PgClient>();
  let allClosed: (() => void) | undefined;
  pool.on('connect', (client) => clients.add(client));
  // Called when the connection is closed, which is later than the pool has released it.
  pool.on('remove', (client) => {
    clients.delete(client);
    if (clients.size === 0) allClosed?.();
  });
  return async () => {
    const closed = new Promise<void>((resolve) => {
      allClosed = resolve;
      if (clients.size === 0) resolve();
    });
    const ended = await within(platform, endTimeoutMs, Promise.all([pool.end(), closed]));
    if (ended !== TOO_LATE) return;
    // A connection that is left open would keep the process from ending.
    for (const { connection } of clients) connection?.stream?.destroy();
  };
}
