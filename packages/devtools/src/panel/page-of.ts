/** How many rows a page of a table has. */
export const ROWS = 25;

export interface Page<T> {
  readonly rows: readonly T[];
  readonly hasOlder: boolean;
}

/** One page of the matching events, the newest first. The search ends as soon as the page is full. */
export function pageOf<T>(
  items: readonly T[],
  matches: (item: T) => boolean,
  page: number,
): Page<T> {
  const rows: T[] = [];
  let skip = page * ROWS;
  for (let place = items.length - 1; place >= 0; place -= 1) {
    const item = items[place]!;
    if (!matches(item)) continue;
    if (skip > 0) skip -= 1;
    else if (rows.length === ROWS) return { rows, hasOlder: true };
    else rows.push(item);
  }
  return { rows, hasOlder: false };
}
