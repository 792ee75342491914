import type { StreamServer } from '@holdfast/server/parts';
import { Hono } from 'hono';
import type { SignedIn } from '../sessions/signed-in.ts';

/** Reads on in the streams of the signed-in user, and stops them. The streams of another user do not exist here. */
export function streamRoutes(streams: Pick<StreamServer, 'resume' | 'cancel'>): Hono<SignedIn> {
  const routes = new Hono<SignedIn>();
  routes.get('/:id', (c) =>
    streams.resume(c.req.raw, { owner: c.var.account.id, id: c.req.param('id') }),
  );
  routes.delete('/:id', (c) => streams.cancel({ owner: c.var.account.id, id: c.req.param('id') }));
  return routes;
}
