'use client';
import { createCell, type Observable } from '@holdfast/core';
import { createAlarm, onDemand, type Platform } from '@holdfast/core/parts';
import { useEffect, useSyncExternalStore } from 'react';
import { useHeld } from './use-held.ts';
import { useHoldfast } from './use-holdfast.ts';

/**
 * The wall-clock time in milliseconds, read again every `everyMs` (30 seconds by default) while a component uses
 * it. On a server, and while a page hydrates, it is 0, because the two have different clocks. The page gets the
 * present time right after.
 */
export function useNow({ everyMs = 30_000 }: { readonly everyMs?: number } = {}): number {
  const { platform } = useHoldfast();
  const ticker = useHeld([platform, everyMs], () => createTicker(platform, everyMs));
  // Each render notices a timer that the host has lost.
  useEffect(() => ticker.look());
  return useSyncExternalStore(ticker.subscribe, ticker.getSnapshot, noTime);
}

const noTime = (): number => 0;

interface Ticker extends Observable<number> {
  look(): void;
}

function createTicker(platform: Platform, everyMs: number): Ticker {
  const now = createCell(platform.now());
  const alarm = createAlarm(platform, () => {
    alarm.set(everyMs);
    now.set(platform.now());
  });
  let isWatched = false;
  const look = (): void => {
    if (isWatched) alarm.set(everyMs);
  };
  const watched = onDemand(now, () => {
    isWatched = true;
    look();
    now.set(platform.now());
    return () => {
      isWatched = false;
      alarm.clear();
    };
  });
  return { ...watched, look };
}
