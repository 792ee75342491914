import {
  METHOD_HEADER,
  REQUEST_ID_HEADER,
  type Platform,
  webPlatform,
  requireOptionsAlways,
} from '@holdfast/core/parts';
import type { Context, MiddlewareHandler } from 'hono';
import { matchedRoutes } from 'hono/route';
import { describeRequest, type LogSink } from '../logging/request-log.ts';
import { tellApp } from '../logging/web-tell.ts';
import { defect } from '../mistakes/defect.ts';
import { tellMistake, tellUntold } from '../mistakes/web-tell-developer.ts';
import { readBytes } from '../requests/read-bytes.ts';
import { requestContext } from '../requests/request-context.ts';
import { recordOf } from '../requests/request-record.ts';
import { answerFields } from './answer-fields.ts';
import { answerPlain } from './answer-plain.ts';
import { isBehindRefusal } from './may-refuse.ts';
import { noticeDelimitedBody } from './node-delimited-body.ts';
import { nextAnswered } from './next-answered.ts';
import { shareHonoBody } from './share-body.ts';

export interface RequestScopeOptions {
  /** Receives one line per request. @default none */
  readonly log?: LogSink;
  /** @default the ambient clock */
  readonly platform?: Pick<Platform, 'now' | 'monotonic' | 'randomBytes'>;
}

const BEHIND =
  'Use requestScope before rateLimit, sameOrigin and threatGuard: otherwise the requests that they refuse have no id and no line in the log.';

/**
 * Gives each request an id, puts the id and the method that arrived into the answer, and logs one line after the
 * answer. It answers a problem where Hono would answer plain text: for a thrown value that is no `Error`, and for
 * each failure and unknown path of an app without `onError` and `notFound`. It lets `c.req.json()` and `idempotent`
 * read the same body. An exception of the log goes to the console and changes no answer. Use it first: behind
 * `rateLimit`, `sameOrigin` or `threatGuard` it answers `DEFECT`.
 */
export function requestScope(options: RequestScopeOptions = {}): MiddlewareHandler {
  requireOptionsAlways('requestScope', options, {
    log: 'a function?',
    platform: 'an object with now, monotonic, randomBytes?',
  });

  const { log, platform = webPlatform } = options;
  return async (c, next) => {
    const request = c.req.raw;
    noticeDelimitedBody(c);
    const context = requestContext(request, { platform });
    const time = platform.now();
    const start = platform.monotonic();
    recordOf(request).isScoped = true;
    if (mayHaveBody(request)) shareHonoBody(c);
    await nextAnswered(c, isBehindRefusal(c) ? misplaced : next);
    await answerPlain(c);
    tellMistake(c.error);
    // The body that the app read by itself, so that no logged message repeats it.
    if (c.res.status >= 500 && request.bodyUsed) await readBytes(request).catch(() => {});
    if (!log && c.error && c.res.status >= 500) {
      tellUntold('requestScope', 'log', c.error, request);
    }
    answerFields(c, {
      [REQUEST_ID_HEADER]: context.requestId,
      [METHOD_HEADER]: request.method,
    });
    const settled = {
      request,
      response: c.res,
      route: routeOf(c),
      ...{ context, time, durationMs: platform.monotonic() - start, thrown: c.error },
    };
    tellApp(log && (() => log(describeRequest(settled))));
  };
}

function mayHaveBody({ method }: Request): boolean {
  return method !== 'GET' && method !== 'HEAD';
}

async function misplaced(): Promise<void> {
  throw defect(BEHIND);
}

// Middleware matches as well, mostly by wildcard. The path of the handler names the route.
function routeOf(c: Context): string {
  const paths = matchedRoutes(c).map(({ path }) => path);
  return paths.findLast((path) => !path.endsWith('*')) ?? paths.at(-1) ?? '';
}
