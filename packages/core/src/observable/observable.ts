/**
 * The one shape of everything that changes. `getSnapshot` returns the same reference until the next
 * change, so it can be handed to `useSyncExternalStore` as it is; `subscribe` returns its undo.
 */
export interface Observable<T> {
  getSnapshot(): T;
  subscribe(listener: () => void): () => void;
}
