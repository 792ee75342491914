import { Failure } from '@holdfast/core';
import { catalogue } from '@holdfast/core/failures';
import { webPlatform } from '@holdfast/core/parts';
import { type Audit, readQuery } from '@holdfast/server';
import type { RollupRange, RollupStore } from '@holdfast/server/monitoring';
import { Hono } from 'hono';
import * as z from 'zod';
import { type MetricsReport, outcomes } from '../../contract/metrics.ts';
import type { Administrators } from './administrators.ts';
import { metricsCsv } from './metrics-csv.ts';
import { metricsReport } from './metrics-report.ts';
import { readAffected } from './read-affected.ts';

export interface MetricsRoutesOptions {
  readonly administrators: Pick<Administrators, 'of'>;
  readonly audit: Audit;
  readonly store: RollupStore;
  /** Stores the counts up to now, so that a report includes them. */
  readonly flush: () => Promise<void>;
  /** What each writer spent on each day of a time. */
  readonly costs: (range: RollupRange) => Promise<MetricsReport['costs']>;
}

/** A report has at most this many points. */
const MOST_POINTS = 600;

const MINUTE_MS = 60_000;

const Whole = z
  .string()
  .regex(/^\d{1,15}$/)
  .transform(Number);

const Parameters = z.strictObject({
  from: z.optional(Whole),
  to: z.optional(Whole),
  /** How long a time, up to `to`, in place of `from`. */
  last: z.optional(Whole),
  step: z.optional(Whole),
  operation: z.optional(z.string().max(200)),
  outcome: z.optional(z.enum(outcomes)),
  format: z.optional(z.enum(['json', 'csv'])),
});

/** `GET /metrics?from&to&step`, by default the last hour by the minute; `&format=csv` for a spreadsheet. */
export function metricsRoutes(options: MetricsRoutesOptions): Hono {
  const { administrators, audit, store, flush, costs } = options;
  const routes = new Hono();
  routes.get('/metrics', async (c) => {
    if ((await administrators.of(c.req.raw)) === undefined) {
      const refusal = new Failure(catalogue.FORBIDDEN);
      await audit({ kind: 'authorisation-refused', code: refusal.code }, c.req.raw);
      throw refusal;
    }
    const { query, issues } = readQuery(new URL(c.req.raw.url).search);
    const given = Parameters.safeParse(query);
    if (issues.length > 0 || !given.success) throw new Failure(catalogue.BAD_REQUEST);
    const { format, operation, outcome } = given.data;
    const range = rangeOf(given.data);
    await flush();
    const rows = await store.read(range);
    const affected = await readAffected(store, { ...range, operation });
    const report: MetricsReport = {
      ...metricsReport({ rows, affected, range }, { operation, outcome }),
      costs: await costs(range),
    };
    if (format !== 'csv') return c.json(report);
    return new Response(metricsCsv(report), {
      headers: {
        'content-type': 'text/csv; charset=utf-8',
        'content-disposition': 'attachment; filename="fireside-metrics.csv"',
      },
    });
  });
  return routes;
}

/** Whole steps, so that the first and the last point count as long as the others. */
function rangeOf({ from, to, last, step }: z.output<typeof Parameters>): Required<RollupRange> {
  const end = to ?? webPlatform.now();
  const start = Math.max(0, Math.min(from ?? end - (last ?? 60 * MINUTE_MS), end));
  const least = Math.ceil((end - start) / MOST_POINTS);
  const wanted = Math.max(step ?? MINUTE_MS, least, MINUTE_MS);
  const stepMs = Math.ceil(wanted / MINUTE_MS) * MINUTE_MS;
  return { from: Math.floor(start / stepMs) * stepMs, to: end, stepMs };
}
