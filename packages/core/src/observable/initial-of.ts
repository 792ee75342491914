import type { Observable } from './observable.ts';

// By the function that reads it, so that the first value goes along with whatever hands that function on.
const first = new WeakMap<() => unknown, unknown>();

/** Remembers what a source held before anything happened. */
export function withInitial<T>(getSnapshot: () => T, initial: T): () => T {
  first.set(getSnapshot, initial);
  return getSnapshot;
}

/**
 * What a source held before anything happened, where that is remembered, and otherwise what it holds now.
 * A server renders with it and a page hydrates with it, so that both agree though the page's own source has
 * moved before.
 */
export function initialOf<T>({ getSnapshot }: Pick<Observable<T>, 'getSnapshot'>): T {
  return first.has(getSnapshot) ? (first.get(getSnapshot) as T) : getSnapshot();
}
