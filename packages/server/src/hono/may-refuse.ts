import type { Context, MiddlewareHandler } from 'hono';
import { matchedRoutes } from 'hono/route';

const refusing = new WeakSet<object>();

/** Remembers of a middleware that it may refuse a request, in which case nothing behind it is asked. */
export function mayRefuse<TEnvironment extends object>(
  middleware: MiddlewareHandler<TEnvironment>,
): MiddlewareHandler<TEnvironment> {
  refusing.add(middleware);
  return middleware;
}

/** Whether the middleware that asks stands behind one that may refuse the request. */
export function isBehindRefusal(c: Context): boolean {
  if (c.req.routeIndex === 0) return false;
  const before = matchedRoutes(c).slice(0, c.req.routeIndex);
  return before.some(({ handler }) => refusing.has(handler));
}
