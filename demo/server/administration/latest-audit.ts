import { Failure } from '@holdfast/core';
import { catalogue } from '@holdfast/core/failures';
import type { Audit } from '@holdfast/server';
import { Hono } from 'hono';
import { sql } from 'kysely';
import type { Database } from '../database/tables.ts';
import type { Administrators } from './administrators.ts';

export interface LatestAuditOptions {
  readonly database: Database;
  readonly audit: Audit;
  readonly administrators: Pick<Administrators, 'of'>;
}

const MOST = 100;

/** `GET /audit`: the last events, the latest first. `GET /events` walks through all of them from the beginning. */
export function latestAudit({ database, audit, administrators }: LatestAuditOptions): Hono {
  const routes = new Hono();
  routes.get('/audit', async (c) => {
    const actor = await administrators.of(c.req.raw);
    if (actor === undefined) throw new Failure(catalogue.FORBIDDEN);
    await audit({ kind: 'admin-read', actor, what: 'events' }, c.req.raw);
    const { rows } = await sql<{ seq: number; at: number; kind: string; facts: string }>`
      select seq, at, kind, facts from holdfast_audit order by seq desc limit ${sql.lit(MOST)}
    `.execute(database);
    const events = rows.map(({ facts, ...row }) => ({
      ...row,
      facts: JSON.parse(facts) as unknown,
    }));
    return c.json({ events });
  });
  return routes;
}
