'use client';
import { useState } from 'react';

interface Held<T> {
  readonly keys: readonly unknown[];
  readonly value: T;
}

/**
 * Holds what `make` gave until one of `keys` changes (`Object.is`). Unlike `useMemo` it is a promise:
 * React never forgets it while the component stays mounted.
 */
export function useHeld<T>(keys: readonly unknown[], make: () => T): T {
  const [held, hold] = useState<Held<T>>(() => ({ keys, value: make() }));
  if (keys.every((key, index) => Object.is(key, held.keys[index]))) return held.value;
  const next = { keys, value: make() };
  hold(next);
  return next.value;
}
