import type { EntryState } from '@holdfast/core/parts';
import type { ResilientWorld } from '@holdfast/testing';

export interface EntryFacts {
  readonly subject: string;
  readonly lane?: string;
  readonly state?: EntryState;
  readonly minutesAgo?: number;
}

let count = 0;

/** Puts a change into the outbox of a world. Its subject is its input. */
export async function addEntry(world: ResilientWorld, facts: EntryFacts): Promise<string> {
  count += 1;
  const id = `entry-${count}`;
  const { subject, lane = id, state, minutesAgo = 0 } = facts;
  const aged = minutesAgo * 60_000;
  world.platform.jumpWallClock(-aged);
  await world.outbox.add({
    ...{ id, lane, owner: 'mira', operation: 'note.save', version: 1, input: subject },
    ...{ invalidates: [], honoursKey: true, incidentId: `incident-${count}` },
    request: { method: 'PUT', url: '/notes', headers: {}, body: null },
    expectation: { accept: 'json' },
  });
  world.platform.jumpWallClock(aged);
  if (state) world.outbox.set(id, state);
  return id;
}

export const subjectOf = ({ input }: { readonly input: unknown }): string => String(input);
