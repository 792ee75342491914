import type { Observable } from '@holdfast/core';
import { createAlarm, type Platform } from '@holdfast/core/parts';

const EVERY_MS = 5_000;

/** Looks at the database now and then where no hints of other tabs can be heard; returns the undo. */
export function catchUp({
  platform,
  isDeaf,
  list,
  reload,
}: {
  readonly platform: Pick<Platform, 'monotonic' | 'schedule'>;
  readonly isDeaf: boolean;
  readonly list: Observable<readonly unknown[]>;
  readonly reload: () => Promise<void>;
}): (() => void) | undefined {
  if (!isDeaf) return undefined;
  const alarm = createAlarm(platform, () => {
    reload()
      .catch(() => {})
      .finally(look);
  });
  let isOver = false;
  const look = (): void => {
    if (!isOver && list.getSnapshot().length > 0) alarm.set(EVERY_MS);
  };
  const leave = list.subscribe(look);
  look();
  return () => {
    isOver = true;
    leave();
    alarm.clear();
  };
}
