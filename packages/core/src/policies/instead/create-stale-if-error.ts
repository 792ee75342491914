import { requireOptions } from '#options';
import { requirePositive } from '#composition';
import type { CallOptions } from '../engine/call-options.ts';
import type { Alternative } from './fallback.ts';

export interface StaleIfErrorOptions {
  /** The greatest age of an answer that may be given again, in milliseconds. */
  readonly maxAgeMs: number;
  /** Gives the same key for calls with the same answer. @default the name of the call */
  readonly keyOf?: (call: CallOptions) => string;
  /**
   * How many answers are kept. Beyond that, the policy drops the answer that was unused for the longest time. @default
   * 100
   */
  readonly maxEntries?: number;
}

/** Answers with the last answer of the work in this page, if that is not older than `maxAgeMs`. */
export function createStaleIfError(options: StaleIfErrorOptions): Alternative {
  requireOptions('createStaleIfError', options, {
    maxAgeMs: 'anything',
    keyOf: 'a function?',
    maxEntries: 'anything?',
  });
  const { maxAgeMs, keyOf = ({ name = '' }) => name, maxEntries = 100 } = options;
  requirePositive('createStaleIfError', { maxAgeMs, maxEntries });
  const kept = new Map<
    string,
    { readonly value: unknown; readonly at: number; readonly tick: number }
  >();
  return {
    answer(failure, { call, platform }) {
      const answer = kept.get(keyOf(call));
      if (!answer) throw failure;
      const { value, at, tick } = answer;
      // The longer of two ages: one clock may be set back, and the other may stand still while the device sleeps.
      if (Math.max(platform.now() - at, platform.monotonic() - tick) > maxAgeMs) throw failure;
      return value;
    },
    note(value, { call, platform }) {
      const key = keyOf(call);
      kept.delete(key);
      kept.set(key, { value, at: platform.now(), tick: platform.monotonic() });
      const [oldest = key] = kept.keys();
      if (kept.size > maxEntries) kept.delete(oldest);
    },
  };
}
