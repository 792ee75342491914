import type { Observable } from './observable.ts';

// The key is the function that reads the source, so that an object which passes on that function has the same first
// value.
const first = new WeakMap<() => unknown, unknown>();

/** Remembers the first value of a source. */
export function withInitial<T>(getSnapshot: () => T, initial: T): () => T {
  first.set(getSnapshot, initial);
  return getSnapshot;
}

/**
 * The first value of a source where it is remembered, otherwise the present value. A server renders this
 * value and a page hydrates with it, so both agree even if the page's own source has changed before.
 */
export function initialOf<T>({ getSnapshot }: Pick<Observable<T>, 'getSnapshot'>): T {
  return first.has(getSnapshot) ? (first.get(getSnapshot) as T) : getSnapshot();
}
