import { createCell, type Observable } from '@holdfast/core';
import { createAlarm, onDemand, type Platform } from '@holdfast/core/parts';
import { isPageShown, onPageVisibility } from './dom-page-visibility.ts';

/** The wall-clock time, read again from time to time while the page is shown. */
export interface Ticker extends Observable<number> {
  /** Checks whether the host has lost the timer. */
  look(): void;
}

/** @param waitMs how long to wait at this time before the clock is read again; `undefined` for no longer */
export function createTicker(
  platform: Platform,
  waitMs: (now: number) => number | undefined,
): Ticker {
  const now = createCell(platform.now());
  const alarm = createAlarm(platform, () => tick());
  let isWatched = false;
  const look = (): void => {
    const ms = isWatched && isPageShown() ? waitMs(platform.now()) : undefined;
    if (ms !== undefined) alarm.set(ms);
  };
  const tick = (): void => {
    look();
    now.set(platform.now());
  };
  const watched = onDemand(now, () => {
    isWatched = true;
    tick();
    const leave = onPageVisibility(() => {
      alarm.clear();
      if (isPageShown()) tick();
    });
    return () => {
      isWatched = false;
      alarm.clear();
      leave();
    };
  });
  return { ...watched, look };
}
