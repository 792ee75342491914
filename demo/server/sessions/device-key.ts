import { randomBytes } from 'node:crypto';
import type { Database } from '../database/tables.ts';

const NAME = 'device';

/** The key that marks known devices. The first server makes it, and all servers on this database share it. */
export async function deviceKey(database: Database): Promise<Uint8Array> {
  await database
    .insertInto('secrets')
    .values({ name: NAME, value: randomBytes(32).toString('base64url') })
    .onConflict((conflict) => conflict.column('name').doNothing())
    .execute();
  const { value } = await database
    .selectFrom('secrets')
    .select('value')
    .where('name', '=', NAME)
    .executeTakeFirstOrThrow();
  return Buffer.from(value, 'base64url');
}
