import type { HistoryEvent } from '../history/history.ts';

/** The entries on the disk that were sent more often than the disk tells. */
export function forgottenSends(
  events: readonly HistoryEvent[],
  rows: readonly unknown[],
): ReadonlySet<string> {
  const sent = Map.groupBy(
    events.filter((event) => event.type === 'sent'),
    ({ id }) => id,
  );
  return new Set(
    rows.flatMap((row) => {
      const { id, sends } = row as { readonly id: string; readonly sends: number };
      return (sent.get(id)?.length ?? 0) > sends ? [id] : [];
    }),
  );
}
