import { sql } from 'kysely';
import type { Database } from '../database/tables.ts';
import { budgetDay } from '../spending/budget-day.ts';

/** What all writers together spent on the days (UTC) of a time, in micro-units. */
export async function spentIn(
  database: Database,
  { from, to }: { readonly from: number; readonly to: number },
): Promise<number> {
  const { micros } = await database
    .selectFrom('receipts')
    .select(sql<number | null>`cast(sum(spent_micros) as bigint)`.as('micros'))
    .where('day', '>=', budgetDay(from))
    .where('day', '<', budgetDay(to))
    .executeTakeFirstOrThrow();
  return micros ?? 0;
}
