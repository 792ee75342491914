import { defineWrite, type WriteOperation } from '@holdfast/core';
import type { EntrySource, NewEntry, OpaqueWrite } from '@holdfast/core/parts';

/** The wishes of a program for an entry besides its lane. */
export interface EntryWishes {
  readonly undoMs: number;
  readonly maxAgeMs: number;
  /** The entries that must take effect before it. */
  readonly after: readonly string[];
  /** Its body is so large that it lies apart from its row. */
  readonly isLarge: boolean;
  /** The version of its operation. */
  readonly version: number;
  /** The last entry of its lane takes it in if it has the same text and was never sent. */
  readonly coalesce: string;
}

const idsOf = ({ ids, id }: Writes): readonly string[] => ids ?? [id];

/** How entries with `coalesce` are taken in: the request of the one that stays names them all, in order. */
export function sourceOf({ request, coalesce }: NewEntry): EntrySource | undefined {
  if (coalesce === undefined) return undefined;
  const operation = defineWrite('note.add', {
    request: (json: unknown) => ({ method: 'POST', path: request.url, json }),
    coalesce: (earlier: unknown, later: unknown) => {
      const [first, second] = [earlier as Writes, later as Writes];
      return { id: first.id, ids: [...idsOf(first), ...idsOf(second)] };
    },
  }) as unknown as OpaqueWrite;
  return { operation, describe: (input) => ({ ...request, body: JSON.stringify(input) }) };
}

interface Writes {
  readonly id: string;
  readonly ids?: readonly string[];
}

export const PADDING = 'x'.repeat(20_000);

interface EditInput {
  readonly id: string;
  readonly text: string;
}

/** The operation with which a user edits an entry. */
export function editedTo(
  lane: string,
  after: readonly string[] = [],
): WriteOperation<string, EditInput, EditInput, unknown, 'queue'> {
  const operation = defineWrite('note.add', {
    request: (json: unknown) => ({ method: 'POST', path: `https://api.example/${lane}`, json }),
    ...{ offline: 'queue', after: () => after },
  });
  return operation as unknown as ReturnType<typeof editedTo>;
}

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
