import type { Observable } from '@holdfast/core';
import { createAlarm, type Platform } from '@holdfast/core/parts';

const EVERY_MS = 5_000;

/** Looks at the database now and then, for a page that cannot hear the hints of other tabs. Returns the undo. */
export function catchUp(
  platform: Pick<Platform, 'monotonic' | 'schedule'>,
  list: Observable<readonly unknown[]>,
  reload: () => Promise<unknown>,
): () => void {
  let isOver = false;
  const look = (): void => {
    if (!isOver && list.getSnapshot().length > 0) alarm.set(EVERY_MS);
  };
  const alarm = createAlarm(platform, () => void reload().finally(look));
  const leave = list.subscribe(look);
  look();
  return () => {
    isOver = true;
    leave();
    alarm.clear();
  };
}
