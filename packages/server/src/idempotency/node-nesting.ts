import type * as hooksModule from 'node:async_hooks';

interface Work {
  readonly of: object;
  readonly outer: Work | undefined;
  isOpen: boolean;
}

/** Says whether the caller runs within wrapped work. */
export interface Nesting {
  isWithin(): boolean;
  wrap<T, TArguments extends readonly unknown[]>(
    work: (...given: TArguments) => Promise<T>,
  ): (...given: TArguments) => Promise<T>;
}

type Storage = hooksModule.AsyncLocalStorage<Work>;

let storage: Storage | undefined;

/**
 * There is one per store, because work may call a write of another store. On a host without `node:async_hooks` the
 * answer is always no.
 */
export function createNesting(of: object): Nesting {
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
          // Code that the work left running may call any write.
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
