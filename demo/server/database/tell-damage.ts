/** Hears of damaged rows of a table that a list left out. */
export type HearDamage = (table: string, ids: readonly string[]) => void;

/** Tells which rows a list left out because they are damaged, and gives the list on. */
export function tellDamage<TList extends { readonly damaged?: readonly string[] | undefined }>(
  hear: HearDamage,
  table: string,
  list: TList,
): TList {
  if (list.damaged) hear(table, list.damaged);
  return list;
}
