import { Failure } from '@holdfast/core';
import { plainKindOfStatus, REQUEST_ID_HEADER, retryAdvice } from '@holdfast/core/parts';
import type { FetchArguments } from './fetch-arguments.ts';

/** The failure that a policy sees in a status from 400 up. Status and headers decide; the caller reads the body. */
export function toAnswerFailure(
  { status, headers }: Response,
  { isOnce }: Pick<FetchArguments, 'isOnce'>,
  attempts: number,
  waitMsOf: (headers: Readonly<Record<string, string>>) => number | undefined,
): Failure {
  // A test's stand-in for a response may have plain headers, or none.
  const given: object = headers ?? {};
  const told = Object.fromEntries(
    Symbol.iterator in given ? headers : Object.entries<string>({ ...given }),
  );
  return new Failure(plainKindOfStatus(status), {
    status,
    attempts,
    retry: isOnce ? 'never' : retryAdvice(told),
    retryAfterMs: waitMsOf(told),
    requestId: told[REQUEST_ID_HEADER],
  });
}
