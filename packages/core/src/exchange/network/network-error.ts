import { peek, peekList, peekText } from '../../failures/naming/peek.ts';
import { BEGINNING, WHOLE_TEXT } from '#network-texts';

const NAME = /^(?:AbortError|NetworkError)$/;
const DEEPEST = 4;
const MOST_ERRORS = 10;

/**
 * Whether a value that `fetch` or a wrapper around it threw is the network's own error, or was caused by one. A
 * `TypeError` without a stack comes from the engine and not from a script. It is recognised by that, because
 * WebKit writes its texts in the language of the device.
 */
export function isNetworkError(error: unknown, depth = 0): boolean {
  if (depth > DEEPEST) return false;
  const text = peekText(error, 'message');
  const errors = peekList(error, 'errors', MOST_ERRORS);
  return (
    WHOLE_TEXT.test(text) ||
    BEGINNING.test(text) ||
    NAME.test(peekText(error, 'name')) ||
    isBare(error) ||
    isNetworkError(peek(error, 'cause'), depth + 1) ||
    (errors.length > 0 && errors.every((one) => isNetworkError(one, depth + 1)))
  );
}

function isBare(error: unknown): boolean {
  try {
    return error instanceof TypeError && !error.stack;
  } catch {
    // A revoked proxy, or a getter that throws.
    return false;
  }
}
