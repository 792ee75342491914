import type { Layer } from './layers-state.ts';
import type { WriteLayer } from './write-layer.ts';

/**
 * The value with every layer over it, in order. Without a value, layers lie over `empty`; without either there is
 * nothing to show. A layer that throws is left out, and so is an entry of a version that has no layer. The outbox
 * still lists both.
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
