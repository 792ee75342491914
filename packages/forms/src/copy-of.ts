import { isPlain } from '@holdfast/core/parts';

/** A copy of form values that later typing does not reach. Values that are neither lists nor objects are shared. */
export function copyOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(copyOf);
  if (!isPlain(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, copyOf(member)]));
}
