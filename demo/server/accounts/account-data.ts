import { sql } from 'kysely';
import type { AccountExport } from '../../contract/account.ts';
import type { Database } from '../database/tables.ts';
import type { Account } from './account-store.ts';

// They say how the account signs in, and nothing that its writer wrote.
const NOT_EXPORTED = new Set(['sessions']);

/** All that the server has of an account, for a file of its writer: the rows of every table that has an owner. */
export async function exportAccount(database: Database, account: Account): Promise<AccountExport> {
  const { created_at } = await database
    .selectFrom('accounts')
    .select('created_at')
    .where('id', '=', account.id)
    .executeTakeFirstOrThrow();
  const content: Record<string, Record<string, unknown>[]> = {};
  for (const table of await ownedTables(database)) {
    if (NOT_EXPORTED.has(table)) continue;
    // oxlint-disable-next-line no-await-in-loop -- not the whole pool for one export
    const { rows } = await sql<Record<string, unknown>>`
      select * from ${sql.table(table)} where account_id = ${account.id}
    `.execute(database);
    content[table] = rows.map(plainRow);
  }
  const { name, displayName } = account;
  return { account: { name, displayName, since: new Date(created_at).toISOString() }, content };
}

/**
 * Deletes an account with everything in it, in one transaction: the rows of every table that has an owner, the answers
 * to its writes, and its streams. The audit keeps its id.
 */
export async function deleteAccount(database: Database, id: string): Promise<void> {
  const owned = await ownedTables(database);
  await database.transaction().execute(async (transaction) => {
    // Most tables go with the account.
    await transaction.deleteFrom('accounts').where('id', '=', id).execute();
    for (const table of owned) {
      // oxlint-disable-next-line no-await-in-loop -- one connection does one thing at a time
      await sql`delete from ${sql.table(table)} where account_id = ${id}`.execute(transaction);
    }
    await sql`delete from holdfast_stream_events where stream_id in (
      select id from holdfast_streams where subject = ${id}
    )`.execute(transaction);
    await sql`delete from holdfast_streams where subject = ${id}`.execute(transaction);
    await sql`delete from holdfast_idempotency where scope = ${id}`.execute(transaction);
    await sql`delete from holdfast_claims where scope = ${id}`.execute(transaction);
  });
}

/** The tables of every area whose rows belong to an account. */
export async function ownedTables(database: Database): Promise<readonly string[]> {
  const tables = await database.introspection.getTables();
  return tables
    .filter(({ columns }) => columns.some(({ name }) => name === 'account_id'))
    .map(({ name }) => name);
}

/** A row without what only the database needs, as JSON can hold it. */
function plainRow(row: Record<string, unknown>): Record<string, unknown> {
  const told = Object.entries(row).filter(([name]) => name !== 'account_id' && name !== 'position');
  return Object.fromEntries(
    told.map(([name, value]) => [
      name,
      value instanceof Uint8Array ? Buffer.from(value).toString('base64') : value,
    ]),
  );
}
