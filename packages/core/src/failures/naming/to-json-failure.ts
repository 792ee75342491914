import { Failure, isFailure } from '../failure.ts';
import { JSON_INVALID } from '../kinds/contract.ts';
import { peek } from './peek.ts';
import { toFailure } from './to-failure.ts';

/**
 * Names the error that `JSON.parse`, `response.json()` or `request.json()` threw. Only the caller knows that it
 * parsed JSON: WebKit throws the same `DOMException` as for a selector that does not parse. The sender of the
 * text may have done its work before, so the effect is unknown.
 */
export function toJsonFailure(error: unknown): Failure {
  if (isFailure(error)) return error;
  return peek(error, 'name') === 'SyntaxError'
    ? new Failure(JSON_INVALID, { effect: 'unknown', cause: error })
    : toFailure(error);
}
