'use client';
import { useEffect, useSyncExternalStore } from 'react';
import type { Ticker } from './create-ticker.ts';

const noTime = (): number => 0;

/** The time of a ticker. On a server, and while a page hydrates, it is 0, because the two have different clocks. */
export function useTicker(ticker: Ticker): number {
  // Each render notices a timer that the host has lost.
  useEffect(() => ticker.look());
  return useSyncExternalStore(ticker.subscribe, ticker.getSnapshot, noTime);
}
