import type { NewEntry } from '@holdfast/core/parts';

/** A write that is not idempotent by nature: the server appends it. */
export function entryOf(
  id: string,
  lane: string,
  owner = 'ann',
  origin = 'https://api.example',
): NewEntry {
  return {
    ...{ id, owner, lane, operation: 'note.add', version: 1, input: { id } },
    request: {
      method: 'POST',
      url: `${origin}/${lane}`,
      headers: {},
      body: JSON.stringify({ id }),
    },
    expectation: { accept: 'json' },
    ...{ invalidates: [], honoursKey: true, incidentId: `incident-${id}` },
  };
}
