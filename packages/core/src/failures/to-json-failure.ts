import { Failure, isFailure } from './failure.ts';
import { JSON_INVALID } from './kinds/contract.ts';
import { peek } from './peek.ts';
import { toFailure } from './to-failure.ts';

/**
 * Names what `JSON.parse`, `response.json()` or `request.json()` threw. Only the caller knows that it was
 * JSON: WebKit says of it what it says of a selector that does not parse, with a `DOMException`. Whoever
 * sent the text may have done its work before, so nobody here knows the effect.
 */
export function toJsonFailure(error: unknown): Failure {
  if (isFailure(error)) return error;
  return peek(error, 'name') === 'SyntaxError'
    ? new Failure(JSON_INVALID, { effect: 'unknown', cause: error })
    : toFailure(error);
}
