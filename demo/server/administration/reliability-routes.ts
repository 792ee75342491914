import { Failure } from '@holdfast/core';
import { catalogue } from '@holdfast/core/failures';
import { webPlatform } from '@holdfast/core/parts';
import { type Audit, readQuery } from '@holdfast/server';
import { readReliability, type RollupStore, troublesOf } from '@holdfast/server/monitoring';
import type { TelemetryStore } from '@holdfast/server/parts';
import { Hono, type MiddlewareHandler } from 'hono';
import * as z from 'zod';
import { weekAt, weekNamed } from '../../contract/week.ts';
import type { Administrators } from './administrators.ts';

export interface ReliabilityRoutesOptions {
  readonly administrators: Pick<Administrators, 'of'>;
  readonly audit: Audit;
  readonly store: RollupStore;
  readonly telemetry: Pick<TelemetryStore, 'latest'>;
  /** Stores the counts up to now. */
  readonly flush: () => Promise<void>;
  /** What all writers together spent in a time, in micro-units. */
  readonly spent: (range: { readonly from: number; readonly to: number }) => Promise<number>;
}

const Parameters = z.strictObject({ week: z.optional(z.string().max(10)) });
/** The troubles of this many events are listed, and of these the latest. */
const EVENTS = 5000;
const TROUBLES = 30;

/** `GET /report?week=2026-W49`, by default the week that is under way; and `GET /troubles`. */
export function reliabilityRoutes(options: ReliabilityRoutesOptions): Hono {
  const { administrators, audit, store, telemetry, flush, spent } = options;
  const routes = new Hono();
  const onlyAdministrators: MiddlewareHandler = async (c, next) => {
    if ((await administrators.of(c.req.raw)) === undefined) {
      const refusal = new Failure(catalogue.FORBIDDEN);
      await audit({ kind: 'authorisation-refused', code: refusal.code }, c.req.raw);
      throw refusal;
    }
    await next();
  };
  routes.get('/report', onlyAdministrators, async (c) => {
    const { query, issues } = readQuery(new URL(c.req.raw.url).search);
    const given = Parameters.safeParse(query);
    const name = given.data?.week;
    const week = name === undefined ? weekAt(webPlatform.now()) : weekNamed(name);
    if (issues.length > 0 || !given.success || !week) throw new Failure(catalogue.BAD_REQUEST);
    await flush();
    return c.json({
      week: week.name,
      ...(await readReliability(store, {
        ...{ from: week.from, to: week.to },
        // The receipts have the true cost. Pages only report it.
        more: async (range) => [
          {
            ...{ minute: range.from, measure: 'cost', operation: '', detail: '', release: '' },
            count: await spent(range),
          },
        ],
      })),
    });
  });
  routes.get('/troubles', onlyAdministrators, async (c) => {
    const troubles = troublesOf(await telemetry.latest(EVENTS)).slice(0, TROUBLES);
    return c.json({ troubles });
  });
  return routes;
}
