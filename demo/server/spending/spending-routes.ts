import { Hono } from 'hono';
import type { SignedIn } from '../sessions/signed-in.ts';
import type { SpendingLedger } from './spending.ts';

/** What the signed-in user may still spend today, and the receipts. */
export function spendingRoutes(ledger: Pick<SpendingLedger, 'read'>): Hono<SignedIn> {
  const routes = new Hono<SignedIn>();
  routes.get('/', async (c) => c.json(await ledger.read(c.var.account.id)));
  return routes;
}
