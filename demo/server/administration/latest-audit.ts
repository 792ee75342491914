import { Failure } from '@holdfast/core';
import { catalogue } from '@holdfast/core/failures';
import type { Audit } from '@holdfast/server';
import { Hono } from 'hono';
import { sql } from 'kysely';
import { AuditEntry } from '../../contract/administration-operations.ts';
import type { Database } from '../database/tables.ts';
import { wholeRow } from '../database/whole-rows.ts';
import type { Administrators } from './administrators.ts';

export interface LatestAuditOptions {
  readonly database: Database;
  readonly audit: Audit;
  readonly administrators: Pick<Administrators, 'of'>;
}

interface AuditRow extends Omit<AuditEntry, 'facts'> {
  readonly facts: string;
}

const MOST = 100;

/** `GET /audit`: the last events, the latest first. `GET /events` walks through all of them from the beginning. */
export function latestAudit({ database, audit, administrators }: LatestAuditOptions): Hono {
  const routes = new Hono();
  routes.get('/audit', async (c) => {
    const actor = await administrators.of(c.req.raw);
    if (actor === undefined) throw new Failure(catalogue.FORBIDDEN);
    await audit({ kind: 'admin-read', actor, what: 'events' }, c.req.raw);
    const { rows } = await sql<AuditRow>`
      select seq, at, kind, facts from holdfast_audit order by seq desc limit ${sql.lit(MOST)}
    `.execute(database);
    return c.json({ events: rows.map(toEntry) });
  });
  return routes;
}

/** A damaged row hides no other, and stands in the list itself: an administrator has to know of it. */
function toEntry(row: AuditRow): AuditEntry {
  const read = wholeRow(row, AuditEntry, ({ facts }) => ({
    ...row,
    facts: JSON.parse(facts) as unknown,
  }));
  return read ?? { ...row, facts: { damaged: 'facts' } };
}
