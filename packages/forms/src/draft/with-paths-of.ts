import { get, set } from 'react-hook-form';
import { copyOf } from '../copy-of.ts';

/** A copy of the values, with the named fields taken from `source`. The draft goes on without these fields. */
export function withPathsOf<TValues extends object>(
  values: TValues,
  source: unknown,
  paths: readonly string[] = [],
): TValues {
  const copy = copyOf(values) as TValues;
  for (const path of paths) set(copy, path, get(source, path));
  return copy;
}
