import { type Platform, webPlatform, requireOptionsAlways } from '@holdfast/core/parts';
import { refuseUnless } from '../mistakes/defect.ts';

export interface MeterOptions {
  /** How long an amount counts, from the first one of its key. @default one day */
  readonly windowMs?: number;
  /** How many keys it counts; it forgets the oldest for a new one. @default 10_000 */
  readonly maxKeys?: number;
  /** @default the ambient clock */
  readonly platform?: Pick<Platform, 'monotonic'>;
}

/** Adds up what keys use. It counts within this process, by a clock that does not jump. */
export interface Meter {
  /** Counts the amount, unless the key would then exceed the limit. In that case, says how long to wait. */
  take(key: string, amount: number, limit: number): MeterAnswer;
  /** Takes back an amount that was counted and then not used. */
  giveBack(key: string, amount: number): void;
}

export type MeterAnswer =
  { readonly taken: true } | { readonly taken: false; readonly retryAfterMs: number };

const DAY_MS = 86_400_000;
const TAKEN: MeterAnswer = { taken: true };

export function createMeter(options: MeterOptions = {}): Meter {
  requireOptionsAlways('createMeter', options, {
    windowMs: 'a number from 1 on?',
    maxKeys: 'a whole number above 0?',
    platform: 'an object with monotonic?',
  });

  const { windowMs = DAY_MS, maxKeys = 10_000, platform = webPlatform } = options;
  const used = new Map<string, { amount: number; readonly until: number }>();
  return {
    take(key, amount, limit) {
      // An amount that is no number would make the sum none, which no limit is below.
      refuseUnless(
        amount >= 0 && limit >= 0,
        'A meter: give `amount` and `limit` numbers from 0 on.',
      );
      const now = platform.monotonic();
      let window = used.get(key);
      if (!window || window.until <= now) {
        used.delete(key);
        window = { amount: 0, until: now + windowMs };
        if (amount > limit) return { taken: false, retryAfterMs: windowMs };
        const [oldest] = used.keys();
        if (oldest !== undefined && used.size >= maxKeys) used.delete(oldest);
        used.set(key, window);
      }
      if (window.amount + amount > limit) {
        return { taken: false, retryAfterMs: Math.ceil(window.until - now) };
      }
      window.amount += amount;
      return TAKEN;
    },
    giveBack(key, amount) {
      const window = used.get(key);
      if (window) window.amount = Math.max(0, window.amount - amount);
    },
  };
}
