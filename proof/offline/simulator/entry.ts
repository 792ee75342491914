import type { NewEntry } from '@holdfast/core/parts';

/** What a program asks for an entry besides its lane. */
export interface EntryWishes {
  readonly undoMs: number;
  readonly maxAgeMs: number;
  /** Its body is so large that it lies apart from its row. */
  readonly isLarge: boolean;
  /** The version of its operation. */
  readonly version: number;
}

export const PADDING = 'x'.repeat(20_000);

/** A write that is not idempotent by nature: the server appends it. */
export function entryOf(
  id: string,
  lane: string,
  owner = 'ann',
  origin = 'https://api.example',
  more: Partial<EntryWishes> = {},
): NewEntry {
  const { isLarge, version = 1, ...wishes } = more;
  return {
    ...{ id, owner, lane, operation: 'note.add', version, input: { id } },
    request: {
      method: 'POST',
      url: `${origin}/${lane}`,
      headers: {},
      body: JSON.stringify({ id, ...(isLarge && { padding: PADDING }) }),
    },
    expectation: { accept: 'json' },
    ...{ invalidates: [], honoursKey: true, incidentId: `incident-${id}`, ...wishes },
  };
}
