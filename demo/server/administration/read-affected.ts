import type { AffectedQuery, RollupStore } from '@holdfast/server/monitoring';
import type { MetricsOf } from './metrics-report.ts';

/** More kinds of failures than an administrator reads. */
const MOST_CODES = 20;

/** Reads how many sessions failures reached: in each step, in the whole time, and for each kind of failure. */
export async function readAffected(
  store: RollupStore,
  {
    operation,
    ...range
  }: Omit<AffectedQuery, 'operation'> & { readonly operation?: string | undefined },
): Promise<NonNullable<MetricsOf['affected']>> {
  const query = operation === undefined ? range : { ...range, operation };
  const failures = await store.affectedFailures(query);
  const codes = [...new Set(failures.map(({ code }) => code))].slice(0, MOST_CODES);
  const byCode = await Promise.all(
    // A session that two operations of one code reached counts once.
    codes.map(async (code) => [code, await store.affectedSessions({ ...query, code })] as const),
  );
  return {
    steps: await store.affectedSteps(query),
    total: await store.affectedSessions(query),
    byCode: new Map(byCode),
  };
}
