import type { Layer } from '@holdfast/core/parts';
import type { LayeredDeclared } from './slice-context.ts';

/**
 * The data with every layer applied to it, in order. A write whose answer is known shows by its `apply`, any other by
 * its `optimistic`. A layer that throws is left out, and so is an entry of a version that the slice does not declare.
 * The outbox still lists both entries.
 */
export function layeredView<TData extends object>(
  data: TData,
  stack: readonly Layer[],
  declared: readonly LayeredDeclared[],
): TData {
  return stack.reduce((view, { entry, answer }) => {
    const { operation, version, input } = entry;
    const over = declared.find(({ run }) => run.name === operation && run.version === version);
    try {
      const patch =
        answer && over?.apply
          ? over.apply(view, answer.value, input, view)
          : over?.optimistic?.(view, input, entry);
      return patch ? { ...view, ...patch } : view;
    } catch {
      return view;
    }
  }, data);
}
