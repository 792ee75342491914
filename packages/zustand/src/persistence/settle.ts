/** A value, or a promise of it. */
export type Awaitable<T> = T | Promise<T>;

/**
 * Goes on with what `work` gives: at once when it gives a value, later when it gives a promise. An exception and a
 * rejection of `work` go to `failed`. So a store that answers at once is read and written at once.
 */
export function settle<T, TNext>(
  work: () => Awaitable<T>,
  done: (value: T) => Awaitable<TNext>,
  failed: (error: unknown) => Awaitable<TNext>,
): Awaitable<TNext> {
  let value: Awaitable<T>;
  try {
    value = work();
  } catch (error) {
    return failed(error);
  }
  // oxlint-disable-next-line promise/no-callback-in-promise -- both run exactly once, like a callback
  return isPromise(value) ? value.then(done, failed) : done(value);
}

export function isPromise<T>(value: Awaitable<T>): value is Promise<T> {
  return typeof (value as Partial<Promise<T>> | undefined)?.then === 'function';
}
