import { Failure } from '@holdfast/core';
import type { Platform } from '@holdfast/core/parts';
import { catalogue } from '@holdfast/core/failures';
import { createMeter } from '../quotas/meter.ts';
import { quotaExceeded } from '../quotas/quota-exceeded.ts';
import { createAdvise } from './advise.ts';
import type { HeldContext } from './run-held.ts';
import { isCredential, KEPT_HEADERS } from './stored-answer.ts';

/** Limits on keys and their answers. */
export interface KeyLimits {
  /** The largest body that is stored. Of a larger body, only the digest is stored; see `reread`. @default 16 KiB */
  readonly maxStoredBytes?: number;
  /** How many keys of one owner this server stores in a day. @default 20_000 */
  readonly maxKeysPerDay?: number;
  /** Headers of answers to store besides those of `Idempotent`. Credentials cannot be stored. @default none */
  readonly keepHeaders?: readonly string[];
  /** Receives advice on what the app should do differently, each sentence once. @default the console */
  readonly report?: (advice: Failure) => void;
}

type Settings = Pick<HeldContext, 'maxStoredBytes' | 'kept' | 'advise'>;

export interface KeySettings {
  readonly held: Settings;
  /** Throws when the owner has used up its new keys of the day. */
  admit(owner: string): void;
  /** Counts a key that stays. */
  count(owner: string): void;
}

/** The settings of idempotent writes and paid effects. */
export function keySettings(
  { maxStoredBytes = 16 * 1024, maxKeysPerDay = 20_000, keepHeaders = [], report }: KeyLimits,
  platform: Pick<Platform, 'monotonic'>,
): KeySettings {
  const more = keepHeaders.map((name) => name.toLowerCase());
  if (more.some(isCredential)) {
    throw new Failure(catalogue.DEFECT, {
      effect: 'none',
      details: { remedy: 'Take credentials out of keepHeaders: an answer is stored with them.' },
    });
  }
  const keys = createMeter({ platform });
  return {
    held: {
      maxStoredBytes,
      kept: [...new Set([...KEPT_HEADERS, ...more])],
      advise: createAdvise(report),
    },
    admit(owner) {
      const place = keys.take(owner, 0, maxKeysPerDay - 1);
      if (place.taken) return;
      throw quotaExceeded({ what: 'keys-per-day', limit: maxKeysPerDay }, place.retryAfterMs);
    },
    count(owner) {
      keys.take(owner, 1, Number.MAX_SAFE_INTEGER);
    },
  };
}
