/**
 * The items of a fresh list in the places in which the user sees them. A shown item keeps its place among the shown
 * items. Any other item comes after the item that it follows in the fresh list. Use it in `apply` when the server may
 * put a new item elsewhere than its layer did, so that it does not jump when it turns from queued to saved.
 */
export function keepPlaces<TItem>(
  shown: readonly TItem[],
  fresh: readonly TItem[],
  idOf: (item: TItem) => unknown,
): readonly TItem[] {
  const byId = new Map(fresh.map((item) => [idOf(item), item]));
  const seen = new Set(shown.map(idOf));
  const placed = [...seen].flatMap((id) => (byId.has(id) ? [byId.get(id) as TItem] : []));
  let before = -1;
  for (const item of fresh) {
    if (seen.has(idOf(item))) before = placed.indexOf(item);
    else placed.splice((before += 1), 0, item);
  }
  return placed;
}
