'use client';
import { requireOptions } from '@holdfast/core/parts';
import { useHeld } from '../use-held.ts';
import { useHoldfast } from '../use-holdfast.ts';
import { createTicker } from './create-ticker.ts';
import { useTicker } from './use-ticker.ts';

/**
 * The wall-clock time in milliseconds, read again every `everyMs` (30 seconds by default) while a component uses it and
 * the page is shown. On a server, and while a page hydrates, it is 0. The page gets the present time right after.
 */
export function useNow(options: { readonly everyMs?: number } = {}): number {
  requireOptions('useNow', options, { everyMs: 'a finite number above 0?' });

  const { everyMs = 30_000 } = options;
  const { platform } = useHoldfast();
  return useTicker(useHeld([platform, everyMs], () => createTicker(platform, () => everyMs)));
}
