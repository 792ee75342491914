import type { Failure } from '@holdfast/core';
import { PROBLEM_TYPE, REQUEST_ID_HEADER, toProblem, withContext } from '@holdfast/core/parts';
import type { RequestContext } from '../requests/request-ids.ts';
import { toServerFailure } from '../naming/to-server-failure.ts';

/** The parts of a problem, for code that writes them to a socket instead of a `Response`. */
export interface ProblemAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/**
 * A thrown value as problem details (RFC 9457) under the ids of its request. A failure gives its code, status and field
 * issues. Any other value is a 500 that holds only the ids to look it up by. No message, stack, query or cause leaves
 * the server.
 */
export function toProblemResponse(thrown: unknown, context: RequestContext): Response {
  const { status, headers, body } = toProblemAnswer(thrown, context);
  return new Response(body, { status, headers });
}

/** The parts of `toProblemResponse`. */
export function toProblemAnswer(thrown: unknown, context: RequestContext): ProblemAnswer {
  const problem = toProblem(withContext(asAnswerable(toServerFailure(thrown)), context));
  const { status, retryAfterMs } = problem;
  return {
    status,
    headers: {
      'content-type': PROBLEM_TYPE,
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      [REQUEST_ID_HEADER]: context.requestId,
      ...(retryAfterMs === undefined
        ? {}
        : { 'retry-after': String(Math.ceil(retryAfterMs / 1000)) }),
    },
    body: JSON.stringify(problem),
  };
}

// A failure of another server keeps its name but not its status: here it is this server that failed.
function asAnswerable(failure: Failure): Failure {
  const { status = 500 } = failure;
  return status >= 400 && status <= 599 ? failure : withContext(failure, { status: 500 });
}
