import type { Context, MiddlewareHandler } from 'hono';
import { matchedRoutes } from 'hono/route';

const refusing = new WeakSet<object>();

/** Marks a middleware that may refuse a request. No middleware behind it sees a refused request. */
export function mayRefuse<TEnvironment extends object>(
  middleware: MiddlewareHandler<TEnvironment>,
): MiddlewareHandler<TEnvironment> {
  refusing.add(middleware);
  return middleware;
}

/** Whether the calling middleware stands behind one that may refuse the request. */
export function isBehindRefusal(c: Context): boolean {
  if (c.req.routeIndex === 0) return false;
  const before = matchedRoutes(c).slice(0, c.req.routeIndex);
  return before.some(({ handler }) => refusing.has(handler));
}
