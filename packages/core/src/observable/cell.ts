import { withInitial } from './initial-of.ts';
import type { Observable } from './observable.ts';
import { tell } from './tell.ts';

/** An observable that its owner can set. */
export interface Cell<T> extends Observable<T> {
  set(next: T): void;
}

/**
 * Holds one value, and calls its listeners when `set` replaces it by a different one (`Object.is`). An exception of
 * a listener surfaces as the app's own; neither the other listeners nor the caller of `set` notice it.
 */
export function createCell<T>(initial: T): Cell<T> {
  let value = initial;
  const listeners = new Set<() => void>();
  return {
    getSnapshot: withInitial(() => value, initial),
    subscribe(listener) {
      // A wrapper per subscription: the same function subscribed twice is two subscriptions.
      const entry = (): void => listener();
      listeners.add(entry);
      return () => void listeners.delete(entry);
    },
    set(next) {
      if (Object.is(value, next)) return;
      value = next;
      tell(listeners);
    },
  };
}
