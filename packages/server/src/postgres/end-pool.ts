import type { Platform } from '@holdfast/core';
import { TOO_LATE, within } from '../sql/within.ts';
import type { PgClient, PgPool } from './pg-pool.ts';

export interface EndPoolOptions {
  readonly endTimeoutMs: number;
  readonly platform: Pick<Platform, 'schedule'>;
}

/**
 * Follows the connections of a pool, and gives a function that ends the pool: in peace, or by cutting every
 * connection when the server does not answer in time. The server undoes what was under way on them.
 */
export function endPool(
  pool: PgPool,
  { endTimeoutMs, platform }: EndPoolOptions,
): () => Promise<void> {
  const clients = new Set<PgClient>();
  pool.on('connect', (client) => clients.add(client));
  pool.on('remove', (client) => clients.delete(client));
  return async () => {
    const ended = await within(platform, endTimeoutMs, pool.end());
    if (ended !== TOO_LATE) return;
    for (const { connection } of clients) connection?.stream?.destroy();
  };
}
