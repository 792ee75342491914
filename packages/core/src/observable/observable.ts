/**
 * Anything that changes. `getSnapshot` returns the same reference until the next change, as `useSyncExternalStore`
 * needs it. `subscribe` returns the function that unsubscribes; the listener gets no arguments.
 */
export interface Observable<T> {
  getSnapshot(): T;
  subscribe(listener: () => void): () => void;
}
