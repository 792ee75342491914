import { requirePositive } from '#composition';
import type { CallOptions } from '../engine/call-options.ts';
import type { Alternative } from './fallback.ts';

export interface StaleIfErrorOptions {
  /** An answer older than this, in milliseconds, is not given again. */
  readonly maxAgeMs: number;
  /** Which calls have the same answer. @default those of the same name */
  readonly keyOf?: (call: CallOptions) => string;
  /** How many answers are kept; beyond, the one unused for longest is dropped. @default 100 */
  readonly maxEntries?: number;
}

/** Answers with what the work answered last, in this page, if that is not too long ago. */
export function createStaleIfError(options: StaleIfErrorOptions): Alternative {
  const { maxAgeMs, keyOf = ({ name = '' }) => name, maxEntries = 100 } = options;
  requirePositive('createStaleIfError', { maxAgeMs, maxEntries });
  const kept = new Map<string, { readonly value: unknown; readonly at: number }>();
  return {
    answer(failure, { call, platform }) {
      const answer = kept.get(keyOf(call));
      if (!answer || platform.now() - answer.at > maxAgeMs) throw failure;
      return answer.value;
    },
    note(value, { call, platform }) {
      const key = keyOf(call);
      kept.delete(key);
      kept.set(key, { value, at: platform.now() });
      const [oldest = key] = kept.keys();
      if (kept.size > maxEntries) kept.delete(oldest);
    },
  };
}
