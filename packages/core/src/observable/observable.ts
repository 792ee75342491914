/**
 * The one shape of everything that changes. `getSnapshot` returns the same reference until the next change,
 * so `useSyncExternalStore` takes it as it is. `subscribe` returns the function that unsubscribes.
 */
export interface Observable<T> {
  getSnapshot(): T;
  subscribe(listener: () => void): () => void;
}
