'use client';
import { requireOptions } from '@holdfast/core/parts';
import { useHeld } from '../use-held.ts';
import { useHoldfast } from '../use-holdfast.ts';
import { createTicker } from './create-ticker.ts';
import { useTicker } from './use-ticker.ts';

/**
 * Whole seconds until a wall-clock time, for "Try again in 5 s"; 0 when it is over, and without a time. It counts once
 * a second, only while the page is shown, and stops at 0. On a server, and while a page hydrates, it is 0.
 */
export function useRetryCountdown(at: number | undefined): number {
  requireOptions('useRetryCountdown', { at }, { at: 'a finite number from 0 on?' });
  const { platform } = useHoldfast();
  const leftMs = (now: number): number => (at ?? now) - now;
  const ticker = useHeld([platform, at], () =>
    createTicker(platform, (now) => {
      const ms = leftMs(now);
      // The next change of the number, not a second from now.
      return ms > 0 ? ms % 1000 || 1000 : undefined;
    }),
  );
  const now = useTicker(ticker);
  return now === 0 ? 0 : Math.max(0, Math.ceil(leftMs(now) / 1000));
}
