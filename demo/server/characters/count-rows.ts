import { sql, type Transaction } from 'kysely';
import type { Tables } from '../database/tables.ts';

/** How many rows of a table belong to an account, or to one of its characters. */
export async function countRows(
  transaction: Transaction<Tables>,
  table: 'characters' | 'notes',
  where: Partial<Record<'account_id' | 'character_id', string>>,
): Promise<number> {
  const conditions = Object.entries(where).map(
    ([column, value]) => sql`${sql.ref(column)} = ${value}`,
  );
  const { rows } = await sql<{ readonly count: number }>`
    select count(*) as count from ${sql.table(table)} where ${sql.join(conditions, sql` and `)}
  `.execute(transaction);
  return rows[0]?.count ?? 0;
}
