import type { Platform } from '@holdfast/core/parts';

/** How long nothing may have been loaded. */
const QUIET_MS = 100;
/** A page that loads all the time, such as one that follows a stream, begins then. */
const MOST_MS = 3000;

/** Calls back once, when there was no noise for a moment. Each call of the returned function is a noise. */
export function onceQuiet({ schedule }: Pick<Platform, 'schedule'>, begin: () => void): () => void {
  let isBegun = false;
  const end = (): void => {
    if (isBegun) return;
    isBegun = true;
    leave();
    begin();
  };
  schedule(MOST_MS, end);
  let leave = schedule(QUIET_MS, end);
  return () => {
    if (isBegun) return;
    leave();
    leave = schedule(QUIET_MS, end);
  };
}
