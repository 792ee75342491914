import type { StreamLog } from '@holdfast/server/parts';
import { sql } from 'kysely';
import type { Database } from '../database/tables.ts';

/**
 * Ends the streams that a dead server left open. Only a server that has the database for itself may call it, before it
 * begins streams of its own: then writers need not wait until the leases of the dead server are over.
 */
export async function endOrphans(
  database: Database,
  log: Pick<StreamLog, 'append'>,
): Promise<void> {
  const { rows } = await sql<{ readonly id: string; readonly leaseUntil: number }>`
    select id, lease_until as "leaseUntil" from holdfast_streams where ended_at is null
  `.execute(database);
  for (const { id, leaseUntil } of rows) {
    const heir = { as: 'heir', at: leaseUntil + 1 } as const;
    // oxlint-disable-next-line no-await-in-loop -- there are few
    await log.append(id, [{ type: 'interrupted', reason: 'server-lost' }], heir);
  }
}
