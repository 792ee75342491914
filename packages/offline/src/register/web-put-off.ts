import { createCell } from '@holdfast/core';
import type { PutOff } from './put-off.ts';

const KEY = 'holdfast.update-later';

/**
 * Keeps the time in `localStorage`, which tells the other tabs. Without `localStorage`, each tab has a time of its
 * own.
 */
export function webPutOff(): PutOff {
  const until = createCell(read());
  const listen = (event: StorageEvent): void => {
    if (event.key === KEY || event.key === null) until.set(read());
  };
  let listeners = 0;
  return {
    getSnapshot: until.getSnapshot,
    subscribe(listener) {
      if (listeners++ === 0) globalThis.addEventListener?.('storage', listen);
      const stop = until.subscribe(listener);
      return () => {
        stop();
        if (--listeners === 0) globalThis.removeEventListener?.('storage', listen);
      };
    },
    set(next) {
      until.set(next);
      try {
        localStorage.setItem(KEY, String(next));
      } catch {
        // When it cannot be kept, the other tabs ask the user once more.
      }
    },
  };
}

function read(): number {
  try {
    return Number(localStorage.getItem(KEY)) || 0;
  } catch {
    return 0;
  }
}
