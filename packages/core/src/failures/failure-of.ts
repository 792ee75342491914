import { type Failure, isFailure } from './failure.ts';
import { peek } from './naming/peek.ts';

// Causes of foreign errors may point in a circle.
const DEEPEST = 8;

/**
 * Finds the failure in a thrown value: the value itself, or the first failure among its causes; `undefined` when
 * there is none. `resilientFetch`, for example, rejects with the errors of `fetch`, and the failure is their
 * `cause`.
 *
 *     const failure = failureOf(error);
 *     if (failure?.code === 'CIRCUIT_OPEN') showThatTheServerIsLeftAlone(failure.retryAfterMs);
 */
export function failureOf(error: unknown): Failure | undefined {
  let current = error;
  for (let depth = 0; depth < DEEPEST; depth += 1) {
    if (isFailure(current)) return current;
    current = peek(current, 'cause');
  }
  return undefined;
}
