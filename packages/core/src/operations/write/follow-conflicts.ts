import type { EntryView, OutboxPort } from '../../ports/outbox-port.ts';

/**
 * Calls each time that a wanted entry begins to wait because the server has another version: what the page read before
 * is out of date then. It says nothing about entries that waited already. Returns the undo.
 */
export function followConflicts(
  { entries }: Pick<OutboxPort, 'entries'>,
  wanted: (entry: EntryView) => boolean,
  onConflict: () => void,
): () => void {
  const waiting = (): readonly string[] =>
    entries
      .getSnapshot()
      .filter((entry) => isInConflict(entry) && wanted(entry))
      .map(({ id }) => id);
  let known = waiting();
  return entries.subscribe(() => {
    const before = known;
    known = waiting();
    if (known.some((id) => !before.includes(id))) onConflict();
  });
}

const isInConflict = ({ state }: EntryView): boolean =>
  state.kind === 'blocked' && state.reason === 'conflict';
