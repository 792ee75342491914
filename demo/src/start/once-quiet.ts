import type { Platform } from '@holdfast/core/parts';

/** How long nothing may have been loaded. A slow phone takes that long to show what has come, and to ask for more. */
const QUIET_MS = 250;
/** A page that loads all the time, such as one that follows a stream, begins then. */
const MOST_MS = 3000;

/**
 * Calls back once, when there was no noise for a moment, and nothing is under way. Each call of the returned function
 * is a noise.
 */
export function onceQuiet(
  { schedule }: Pick<Platform, 'schedule'>,
  isBusy: () => boolean,
  begin: () => void,
): () => void {
  let isBegun = false;
  const end = (): void => {
    if (isBegun) return;
    isBegun = true;
    leave();
    begin();
  };
  const endIfIdle = (): void => {
    if (isBusy()) leave = schedule(QUIET_MS, endIfIdle);
    else end();
  };
  schedule(MOST_MS, end);
  let leave = schedule(QUIET_MS, endIfIdle);
  return () => {
    if (isBegun) return;
    leave();
    leave = schedule(QUIET_MS, endIfIdle);
  };
}
