/**
 * Works on all items, on two at a time, because a machine may have only two cores. The results come in the
 * order of the items.
 */
export async function twoAtATime<Item, Result>(
  items: readonly Item[],
  work: (item: Item) => Promise<Result>,
): Promise<readonly Result[]> {
  const results: Result[] = [];
  const waiting = [...items.entries()];
  const worker = async (): Promise<void> => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const [place, item] = next;
      // oxlint-disable-next-line no-await-in-loop -- the other worker takes the next item meanwhile
      results[place] = await work(item);
    }
  };
  await Promise.all([worker(), worker()]);
  return results;
}
