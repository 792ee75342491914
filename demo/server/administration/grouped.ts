/** The values, grouped by their keys, in their order. */
export function grouped<TKey, TValue>(
  values: readonly TValue[],
  keyOf: (value: TValue) => TKey,
): ReadonlyMap<TKey, readonly TValue[]> {
  const groups = new Map<TKey, TValue[]>();
  for (const value of values) {
    const key = keyOf(value);
    const group = groups.get(key);
    if (group) group.push(value);
    else groups.set(key, [value]);
  }
  return groups;
}
