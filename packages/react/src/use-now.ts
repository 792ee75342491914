'use client';
import { createCell, onDemand, type Observable, type Platform } from '@holdfast/core';
import { useSyncExternalStore } from 'react';
import { useHeld } from './use-held.ts';
import { useHoldfast } from './use-holdfast.ts';

/**
 * Wall-clock milliseconds, read again every `everyMs` while somebody listens. On a server and while a page
 * hydrates it is 0, because the two have no time in common; the present time follows at once. @default 30 s
 */
export function useNow({ everyMs = 30_000 }: { readonly everyMs?: number } = {}): number {
  const { platform } = useHoldfast();
  const ticker = useHeld([platform, everyMs], () => createTicker(platform, everyMs));
  return useSyncExternalStore(ticker.subscribe, ticker.getSnapshot, noTime);
}

const noTime = (): number => 0;

function createTicker(platform: Platform, everyMs: number): Observable<number> {
  const now = createCell(platform.now());
  return onDemand(now, () => {
    let cancel: () => void;
    const arm = (): void => {
      cancel = platform.schedule(everyMs, () => {
        arm();
        now.set(platform.now());
      });
    };
    arm();
    now.set(platform.now());
    return () => cancel();
  });
}
