import type { DetailPicker } from './failure-kind.ts';
import { peek } from './naming/peek.ts';
import { word } from './words.ts';

/**
 * Lets only a `reason` into a failure, and only as a word. `allowDetails('reason')` does the same with far more bytes,
 * and most apps import a kind with a reason.
 */
export const pickReason: DetailPicker<{ readonly reason?: string }> = (given) => {
  const reason = word(peek(given, 'reason'));
  return reason ? Object.freeze({ reason }) : undefined;
};
