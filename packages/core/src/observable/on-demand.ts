import type { Observable } from './observable.ts';
import { tell } from './tell.ts';

/**
 * An observable that is connected to its source only while it has a listener. `connect` runs for the first
 * listener, and the function that it returns runs after the last one has gone. When connecting throws, the
 * exception surfaces, and the listener still hears of changes from elsewhere.
 */
export function onDemand<T>(source: Observable<T>, connect: () => () => void): Observable<T> {
  let listeners = 0;
  let disconnect: (() => void) | undefined;
  return {
    getSnapshot: source.getSnapshot,
    subscribe(listener) {
      const leave = source.subscribe(listener);
      listeners += 1;
      if (listeners === 1) tell([() => (disconnect = connect())]);
      let gone = false;
      return () => {
        if (gone) return;
        gone = true;
        leave();
        listeners -= 1;
        if (listeners > 0) return;
        const last = disconnect;
        disconnect = undefined;
        if (last) tell([last]);
      };
    },
  };
}
