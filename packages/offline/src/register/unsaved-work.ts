import { createCell, type UnsavedWork } from '@holdfast/core';
import { isEqual } from '@holdfast/core/parts';

/**
 * Keeps the list of the unsaved work in this tab, in the order of declaration. A label that is declared twice is
 * listed once, and stays until both declarations are taken back.
 */
export function createUnsavedWork(): UnsavedWork {
  const labels = createCell<readonly string[]>([]);
  const declared = new Set<{ readonly label: string }>();

  const publish = (): void => {
    const next = [...new Set([...declared].map(({ label }) => label))];
    if (!isEqual(next, labels.getSnapshot())) labels.set(next);
  };

  return {
    labels: { getSnapshot: labels.getSnapshot, subscribe: labels.subscribe },
    declare(label) {
      const work = { label };
      declared.add(work);
      publish();
      return () => {
        declared.delete(work);
        publish();
      };
    },
  };
}
