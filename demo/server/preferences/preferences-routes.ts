import { type Idempotent, readJson, type ReadJsonOptions } from '@holdfast/server';
import type { ThreatGuard } from '@holdfast/server/threats';
import { Hono } from 'hono';
import type { Transaction } from 'kysely';
import { PreferencesChange } from '../../contract/preferences.ts';
import type { Database, Tables } from '../database/tables.ts';
import type { SignedIn } from '../sessions/signed-in.ts';
import { changePreferences, readPreferences } from './preferences-store.ts';

export interface PreferencesRoutesOptions {
  readonly database: Database;
  readonly idempotent: Idempotent<Transaction<Tables>>;
  readonly guard: Pick<ThreatGuard, 'inspectBody'>;
  readonly limits: ReadJsonOptions;
}

/** The preferences of the signed-in user. */
export function preferencesRoutes(options: PreferencesRoutesOptions): Hono<SignedIn> {
  const { database, idempotent, guard, limits } = options;
  const routes = new Hono<SignedIn>();

  routes.get('/', async (c) => c.json(await readPreferences(database, c.var.account.id)));

  routes.patch('/', async (c) => {
    const change = await readJson(c.req.raw, PreferencesChange, limits);
    await guard.inspectBody(c.req.raw, change, {});
    const owner = c.var.account.id;
    return idempotent(c.req.raw, {
      owner,
      work: async (transaction) =>
        Response.json(await changePreferences(transaction, owner, change)),
    });
  });

  return routes;
}
