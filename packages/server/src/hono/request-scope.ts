import { METHOD_HEADER, REQUEST_ID_HEADER, type Platform, webPlatform } from '@holdfast/core';
import type { Context, MiddlewareHandler } from 'hono';
import { matchedRoutes } from 'hono/route';
import { describeRequest, type LogSink } from '../logging/request-log.ts';
import { tellApp } from '../logging/web-tell.ts';
import { requestContext } from '../requests/request-context.ts';
import { nextAnswered } from './next-answered.ts';

export interface RequestScopeOptions {
  /** Receives one line per request. @default nobody */
  readonly log?: LogSink;
  /** @default the ambient clock */
  readonly platform?: Pick<Platform, 'now' | 'monotonic' | 'randomBytes'>;
}

/**
 * Gives each request an id, puts the id and the method that arrived into the answer, and logs one line after
 * the answer. It answers a thrown value that is no `Error` as a problem. An exception of the log goes to the
 * console and changes no answer. Use it first.
 */
export function requestScope({
  log,
  platform = webPlatform,
}: RequestScopeOptions = {}): MiddlewareHandler {
  return async (c, next) => {
    const request = c.req.raw;
    const context = requestContext(request, platform);
    const time = platform.now();
    const start = platform.monotonic();
    await nextAnswered(c, next);
    c.header(REQUEST_ID_HEADER, context.requestId);
    c.header(METHOD_HEADER, request.method);
    const settled = {
      request,
      response: c.res,
      route: routeOf(c),
      ...{ context, time, durationMs: platform.monotonic() - start, thrown: c.error },
    };
    tellApp(log && (() => log(describeRequest(settled))));
  };
}

// Middleware matches as well, mostly by wildcard; the handler is what names the route.
function routeOf(c: Context): string {
  const paths = matchedRoutes(c).map(({ path }) => path);
  return paths.findLast((path) => !path.endsWith('*')) ?? paths.at(-1) ?? '';
}
