import { Failure } from '@holdfast/core';
import { catalogue } from '@holdfast/core/failures';
import { Hono } from 'hono';
import type { ThreatAdmin } from '../threats/create-threat-admin.ts';
import { PARTY_KINDS } from '../threats/threat-store.ts';

/** `GET /blocks`, `DELETE /blocks/:kind/:id` and `GET /events` of an administrator. */
export function threatAdminRoutes(admin: ThreatAdmin): Hono {
  const routes = new Hono();
  routes.get('/blocks', (c) => admin.blocks(c.req.raw));
  routes.delete('/blocks/:kind/:id', (c) => {
    const kind = PARTY_KINDS.find((one) => one === c.req.param('kind'));
    if (!kind) throw new Failure(catalogue.NOT_FOUND);
    return admin.lift(c.req.raw, { kind, id: c.req.param('id') });
  });
  routes.get('/events', (c) => admin.events(c.req.raw));
  return routes;
}
