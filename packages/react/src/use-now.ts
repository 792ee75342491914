'use client';
import { createCell, onDemand, type Observable, type Platform } from '@holdfast/core';
import { useHeld } from './use-held.ts';
import { useHoldfast } from './use-holdfast.ts';
import { useObservable } from './use-observable.ts';

/** Wall-clock milliseconds, read again every `everyMs` while somebody listens. @default 30 s */
export function useNow({ everyMs = 30_000 }: { readonly everyMs?: number } = {}): number {
  const { platform } = useHoldfast();
  return useObservable(useHeld([platform, everyMs], () => createTicker(platform, everyMs)));
}

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
