import { drawFault } from '@holdfast/testing';

/** Lets a share of the writes of this page to its database fail, as on a full device. */
export interface StorageFaults {
  set(share: number, seed: number): void;
  /** How many writes failed. */
  failed(): number;
}

/** It lasts as long as the page: the way back is `set(0, …)`. Writes of the worker still work. */
export function storageFaults(): StorageFaults {
  const { prototype } = IDBObjectStore;
  const real = { put: prototype.put, add: prototype.add };
  let failed = 0;
  return {
    failed: () => failed,
    set(share, seed) {
      Object.assign(prototype, real);
      if (share === 0) return;
      let nth = 0;
      for (const name of ['put', 'add'] as const) {
        prototype[name] = function write(this: IDBObjectStore, ...written) {
          nth += 1;
          if (drawFault(seed, `${name} ${this.name}`, nth) >= share) {
            return real[name].apply(this, written);
          }
          failed += 1;
          throw new DOMException(
            'The fault lab says that the device is full.',
            'QuotaExceededError',
          );
        };
      }
    },
  };
}
