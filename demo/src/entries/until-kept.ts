import type { Observable, EntryView } from '@holdfast/core';

/** Resolves when an entry is in the outbox, or when the run that adds it has ended. */
export function untilKept(
  entries: Observable<readonly EntryView[]>,
  id: string,
  run: Promise<unknown>,
): Promise<void> {
  return new Promise((resolve) => {
    const settle = (): void => {
      unsubscribe();
      resolve();
    };
    const look = (): void => {
      if (entries.getSnapshot().some((entry) => entry.id === id)) settle();
    };
    const unsubscribe = entries.subscribe(look);
    void run.then(settle, settle);
    look();
  });
}
