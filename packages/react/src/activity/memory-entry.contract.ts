import type { EntryState } from '@holdfast/core/parts';
import type { ResilientWorld } from '@holdfast/testing';

/** Puts a change into the outbox of a test. Its id is its subject and, without a lane, its lane. */
export async function addEntry(
  world: ResilientWorld,
  subject: string,
  { lane = subject, state }: { readonly lane?: string; readonly state?: EntryState } = {},
): Promise<void> {
  await world.outbox.add({
    ...{ id: subject, lane, owner: 'mira', operation: 'note.save', version: 1, input: subject },
    ...{ invalidates: [], honoursKey: true, incidentId: `incident of ${subject}` },
    request: { method: 'PUT', url: '/notes', headers: {}, body: null },
    expectation: { accept: 'json' },
  });
  if (state) world.outbox.set(subject, state);
}

/** The texts of the live regions, in order. */
export const saidIn = (regions: readonly HTMLElement[]): readonly (string | null)[] =>
  regions.flatMap((region) => [...region.querySelectorAll('p')].map((one) => one.textContent));
