import { createCell, type Observable } from '@holdfast/core';
import type { Platform } from '@holdfast/core/parts';

/** Presses that can still be undone, by the id of what they act on. */
export interface UndoWindow extends Observable<ReadonlyMap<string, string>> {
  /** Runs `act` after `undoMs`. Until then `undo` takes it back. `choice` says which press it was. */
  begin(id: string, choice: string, undoMs: number, act: () => void): void;
  undo(id: string): void;
}

/** The press takes effect when its time is over, also when its component has gone from the page. */
export function createUndoWindow(platform: Pick<Platform, 'schedule'>): UndoWindow {
  const { getSnapshot, subscribe, set } = createCell<ReadonlyMap<string, string>>(new Map());
  const timers = new Map<string, () => void>();
  const end = (id: string): void => {
    timers.get(id)?.();
    timers.delete(id);
    const rest = new Map(getSnapshot());
    if (rest.delete(id)) set(rest);
  };
  return {
    getSnapshot,
    subscribe,
    begin(id, choice, undoMs, act) {
      end(id);
      if (undoMs <= 0) return act();
      set(new Map(getSnapshot()).set(id, choice));
      timers.set(
        id,
        platform.schedule(undoMs, () => {
          end(id);
          act();
        }),
      );
    },
    undo: end,
  };
}
