type Write = (this: { readonly name: string }, ...written: unknown[]) => unknown;

/** The part of a browser's `IDBObjectStore` that writes. A server, whose types know no browser, has none. */
interface StoreClass {
  readonly prototype: Record<'put' | 'add', Write>;
}

/**
 * Makes writes of this page to its databases fail, as on a full device. Writes of the worker still work.
 *
 * @param fails whether the next write to this store fails
 * @returns the way back
 */
export function webStorageFaults(fails: (store: string) => boolean): () => void {
  const { IDBObjectStore: store } = globalThis as { readonly IDBObjectStore?: StoreClass };
  if (!store) return () => {};
  const { prototype } = store;
  const real = { put: prototype.put, add: prototype.add };
  for (const name of ['put', 'add'] as const) {
    prototype[name] = function write(...written) {
      if (!fails(this.name)) return real[name].apply(this, written);
      throw new DOMException('The scenario says that the device is full.', 'QuotaExceededError');
    };
  }
  return () => void Object.assign(prototype, real);
}
