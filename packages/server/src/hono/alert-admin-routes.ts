import { Hono } from 'hono';
import type { AlertAdmin } from '../alerts/admin/create-alert-admin.ts';

/**
 * The requests of an administrator: `GET /alerts`, `POST /alerts/acknowledgements`, `POST /alerts/silences`,
 * `DELETE /alerts/silences/:id`, `GET /alerts/rules` and `PUT /alerts/rules`.
 */
export function alertAdminRoutes(admin: AlertAdmin): Hono {
  const routes = new Hono();
  routes.get('/alerts', (c) => admin.list(c.req.raw));
  routes.post('/alerts/acknowledgements', (c) => admin.acknowledge(c.req.raw));
  routes.post('/alerts/silences', (c) => admin.silence(c.req.raw));
  routes.delete('/alerts/silences/:id', (c) => admin.endSilence(c.req.raw, c.req.param('id')));
  routes.get('/alerts/rules', (c) => admin.rules(c.req.raw));
  routes.put('/alerts/rules', (c) => admin.changeRules(c.req.raw));
  return routes;
}
