import { sql } from 'kysely';
import type { MetricsReport } from '../../contract/metrics.ts';
import type { Database } from '../database/tables.ts';
import { budgetDay } from '../spending/budget-day.ts';

const DAY_MS = 86_400_000;
/** A report has at most this many lines: those with the highest cost. */
const MOST = 200;

/** What each writer spent on each day (UTC) that a time touches, the latest day first. */
export async function dailyCosts(
  database: Database,
  { from, to }: { readonly from: number; readonly to: number },
): Promise<MetricsReport['costs']> {
  const spent = sql<number>`cast(sum(spent_micros) as bigint)`;
  const rows = await database
    .selectFrom('receipts')
    .innerJoin('accounts', 'accounts.id', 'receipts.account_id')
    .select(['day', 'accounts.name', spent.as('micros')])
    .where('day', '>=', budgetDay(from))
    .where('day', '<=', budgetDay(to))
    .groupBy(['day', 'accounts.id', 'accounts.name'])
    .having(spent, '>', 0)
    .orderBy('day', 'desc')
    .orderBy('micros', 'desc')
    .limit(MOST)
    .execute();
  return rows.map(({ day, name, micros }) => ({
    day: new Date(day * DAY_MS).toISOString().slice(0, 10),
    account: name,
    micros,
  }));
}
