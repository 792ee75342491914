/** The value at a place of a list: 0 where the list has none, because nothing was counted there. */
export function valueAt(values: readonly number[], place: number): number {
  return values[place] ?? 0;
}
