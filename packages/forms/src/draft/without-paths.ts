import { get, set } from 'react-hook-form';

/** A copy of form values that lacks some fields. */
export function withoutPaths<TValues>(values: TValues, paths: readonly string[] = []): TValues {
  const copy = copyOf(values);
  for (const path of paths) {
    const steps = path.split('.');
    const last = steps.pop() ?? '';
    const parent: unknown = steps.length === 0 ? copy : get(copy, steps.join('.'));
    if (typeof parent === 'object' && parent !== null) Reflect.deleteProperty(parent, last);
  }
  return copy;
}

/** The values with some fields as they are in `source`. */
export function withPathsOf<TValues extends object>(
  values: TValues,
  source: unknown,
  paths: readonly string[] = [],
): TValues {
  const copy = copyOf(values);
  for (const path of paths) set(copy, path, get(source, path));
  return copy;
}

// What cannot be cloned cannot be stored either; the store will say so.
function copyOf<T>(values: T): T {
  try {
    return structuredClone(values);
  } catch {
    return { ...values };
  }
}
