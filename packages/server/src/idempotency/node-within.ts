import type * as hooksModule from 'node:async_hooks';

interface Work {
  readonly of: object;
  readonly outer: Work | undefined;
  isOpen: boolean;
}

/** Tells whether the caller runs within work that it wraps. */
export interface Within {
  isWithin(): boolean;
  wrap<T, TArguments extends readonly unknown[]>(
    work: (...given: TArguments) => Promise<T>,
  ): (...given: TArguments) => Promise<T>;
}

type Storage = hooksModule.AsyncLocalStorage<Work>;

let storage: Storage | undefined;

/** One per store: work may well call a write of another store. A host without `node:async_hooks` knows of nothing. */
export function createWithin(of: object): Within {
  storage ??= newStorage();
  const current = storage;
  return {
    isWithin() {
      for (let work = current?.getStore(); work; work = work.outer) {
        if (work.isOpen && work.of === of) return true;
      }
      return false;
    },
    wrap:
      (work) =>
      async (...given) => {
        if (!current) return work(...given);
        const inner: Work = { of, outer: current.getStore(), isOpen: true };
        try {
          return await current.run(inner, () => work(...given));
        } finally {
          // What the work left running may call what it likes.
          inner.isOpen = false;
        }
      },
  };
}

function newStorage(): Storage | undefined {
  const { process } = globalThis as { process?: Partial<Pick<NodeJS.Process, 'getBuiltinModule'>> };
  const hooks = process?.getBuiltinModule?.('node:async_hooks');
  return hooks && new hooks.AsyncLocalStorage<Work>();
}
