'use client';
import { useState } from 'react';

interface Held<T> {
  readonly keys: readonly unknown[];
  readonly value: T;
}

/**
 * Holds the result of `make` until one of `keys` changes (`Object.is`). Unlike with `useMemo`, React never drops
 * the result while the component stays mounted.
 */
export function useHeld<T>(keys: readonly unknown[], make: () => T): T {
  const [held, hold] = useState<Held<T>>(() => ({ keys, value: make() }));
  if (keys.every((key, index) => Object.is(key, held.keys[index]))) return held.value;
  const next = { keys, value: make() };
  hold(next);
  return next.value;
}
