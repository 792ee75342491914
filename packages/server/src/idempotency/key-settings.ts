import { catalogue, Failure, type Platform } from '@holdfast/core';
import { createMeter } from '../quotas/meter.ts';
import { quotaExceeded } from '../quotas/quota-exceeded.ts';
import { createAdvise } from './advise.ts';
import type { IdempotencyOptions } from './create-idempotency.ts';
import type { HeldContext } from './run-held.ts';
import { isCredential, KEPT_HEADERS } from './stored-answer.ts';

type Settings = Pick<HeldContext, 'maxStoredBytes' | 'kept' | 'advise'>;

export interface KeySettings {
  readonly held: Settings;
  /** Throws when the subject has as many new keys as a day may have. */
  admit(subject: string): void;
  /** Counts a key that stays. */
  count(subject: string): void;
}

/** What idempotent writes and paid effects have in common. */
export function keySettings(
  {
    maxStoredBytes = 16 * 1024,
    maxKeysPerDay = 20_000,
    keepHeaders = [],
    report,
  }: Pick<IdempotencyOptions<never>, 'maxStoredBytes' | 'maxKeysPerDay' | 'keepHeaders' | 'report'>,
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
    admit(subject) {
      const place = keys.take(subject, 0, maxKeysPerDay - 1);
      if (place.taken) return;
      throw quotaExceeded({ what: 'keys-per-day', limit: maxKeysPerDay }, place.retryAfterMs);
    },
    count(subject) {
      keys.take(subject, 1, Number.MAX_SAFE_INTEGER);
    },
  };
}
