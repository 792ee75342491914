import type { Holdfast } from '@holdfast/core';
import { followEntries } from '@holdfast/core/parts';

/** The part of a `QueryClient` that this needs. */
export interface Invalidates {
  invalidateQueries(filters: { readonly queryKey: readonly unknown[] }): Promise<unknown>;
}

/**
 * Invalidates queries when a write took effect through the outbox, also one of an earlier page or of another tab. The
 * names in its `invalidates` are the first members of the query keys: `['note.list', …]`. TanStack Query then drops a
 * request that is under way, which may have begun before the write took effect. Returns the undo.
 */
export function followWrites(
  { outbox, identity }: Pick<Holdfast, 'outbox' | 'identity'>,
  client: Invalidates,
): () => void {
  if (!outbox) return () => {};
  return followEntries(
    outbox,
    ({ invalidates }) => invalidates.length > 0,
    ({ owner, invalidates }, { kind }) => {
      if (kind === 'cancelled' || owner !== identity.getSnapshot()?.subject) return;
      for (const name of invalidates) void client.invalidateQueries({ queryKey: [name] });
    },
  );
}
