import type { Layer } from './layers-state.ts';
import type { WriteLayer } from './write-layer.ts';

/**
 * The value with every layer applied to it, in order. Without a value, layers are applied to `empty`; without
 * either the result is `undefined`. A layer that throws is left out, and so is an entry of a version without a
 * layer. The outbox still lists both entries.
 */
export function layeredView<T>(
  value: T | undefined,
  stack: readonly Layer[],
  layers: readonly WriteLayer<T>[],
  empty: T | undefined,
): T | undefined {
  if (stack.length === 0) return value;
  const base = value ?? empty;
  if (base === undefined) return undefined;
  return stack.reduce((view: T, { entry }) => {
    const { operation, version } = entry;
    const over = layers.find((each) => each.operation === operation && each.version === version);
    try {
      return over ? over.apply(view, entry) : view;
    } catch {
      return view;
    }
  }, base);
}
