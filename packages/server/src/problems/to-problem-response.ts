import {
  type Failure,
  PROBLEM_TYPE,
  REQUEST_ID_HEADER,
  toFailure,
  toProblem,
  withContext,
} from '@holdfast/core';
import type { RequestContext } from '../requests/request-context.ts';

/**
 * Whatever was thrown, as problem details (RFC 9457) under the ids of its request. A failure tells
 * its code, status and field issues; anything else is a 500 that says only where to look it up. No
 * message, stack, query or cause leaves the server.
 */
export function toProblemResponse(thrown: unknown, context: RequestContext): Response {
  const problem = toProblem(withContext(asAnswerable(toFailure(thrown)), context));
  const { status, retryAfterMs } = problem;
  return new Response(JSON.stringify(problem), {
    status,
    headers: {
      'content-type': PROBLEM_TYPE,
      'cache-control': 'no-store',
      [REQUEST_ID_HEADER]: context.requestId,
      ...(retryAfterMs === undefined
        ? {}
        : { 'retry-after': String(Math.ceil(retryAfterMs / 1000)) }),
    },
  });
}

// A failure of another server keeps its name but not its status: here it is this server that failed.
function asAnswerable(failure: Failure): Failure {
  const { status = 500 } = failure;
  return status >= 400 && status <= 599 ? failure : withContext(failure, { status: 500 });
}
