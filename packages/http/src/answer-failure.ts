import { Failure, isFailure, plainKindOfStatus, retryAdvice, retryAfterMs } from '@holdfast/core';
import type { FetchArguments } from './fetch-arguments.ts';

/** What a status from 400 up means to a policy. Status and headers decide; the body is the caller's. */
export function toAnswerFailure(
  { status, headers }: Response,
  { once }: Pick<FetchArguments, 'once'>,
  attempts: number,
  now: number,
): Failure {
  const told = Object.fromEntries(headers);
  return once(
    new Failure(plainKindOfStatus(status), {
      status,
      attempts,
      retry: retryAdvice(told),
      retryAfterMs: retryAfterMs(told, now),
      requestId: headers.get('x-request-id') ?? undefined,
    }),
  );
}

/** Whether a call ended because of this answer, rather than because a policy or the network ended it. */
export function isAnswerOf(error: unknown, { status }: Response): boolean {
  // No policy's own failure has a status.
  return isFailure(error) && error.status === status;
}
