import { isPromise, type Awaitable } from './settle.ts';

/**
 * Runs tasks one after another, so that no task overtakes another. A task runs at once while no other waits for a
 * promise. No task may reject.
 */
export function createLine(): <T>(work: () => Awaitable<T>) => Awaitable<T> {
  let last: Promise<unknown> | undefined;
  return (work) => {
    const done = last ? last.then(work) : work();
    if (isPromise(done)) {
      const mine = done.finally(() => {
        if (last === mine) last = undefined;
      });
      last = mine;
    }
    return done;
  };
}
