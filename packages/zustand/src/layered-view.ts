import type { EntryView } from '@holdfast/core';
import type { Layer } from './layers-state.ts';

/** Shows what a write will have done to a value. It must be safe over a value that tells of it already. */
export type ApplyLayer<T> = (value: T, entry: EntryView) => T;

/**
 * The value with every layer over it, in order. Without a value, layers lie over `empty`; without
 * either there is nothing to show. A layer that throws is left out: its entry is still in the outbox.
 */
export function layeredView<T>(
  value: T | undefined,
  stack: readonly Layer[],
  layers: Readonly<Record<string, ApplyLayer<T>>>,
  empty: T | undefined,
): T | undefined {
  if (stack.length === 0) return value;
  const base = value ?? empty;
  if (base === undefined) return undefined;
  return stack.reduce((view: T, { entry }) => {
    try {
      return layers[entry.operation]?.(view, entry) ?? view;
    } catch {
      return view;
    }
  }, base);
}
