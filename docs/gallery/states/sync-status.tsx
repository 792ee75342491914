import { Failure } from '@holdfast/core';
import { CONFLICT } from '@holdfast/core/failures';
import type { EntryState } from '@holdfast/core/parts';
import { SyncStatus } from '@holdfast/react';
import type { GalleryComponent } from '../gallery-state.ts';
import { addEntry } from './add-entry.ts';

const ui = () => (
  <SyncStatus>
    <a href="#activity">Show them</a>
  </SyncStatus>
);
const stuck: EntryState = {
  kind: 'blocked',
  reason: 'conflict',
  failure: new Failure(CONFLICT),
};

export const syncStatus: GalleryComponent = {
  name: 'Sync status',
  states: [
    { name: 'Everything is sent: nothing to say', ui },
    {
      name: 'Sending',
      ui,
      async before(world) {
        world.connectivity.note('answered');
        await addEntry(world, { subject: 'a', state: { kind: 'sending' } });
        await addEntry(world, { subject: 'b', state: { kind: 'sending' } });
      },
    },
    {
      name: 'Waiting for its turn',
      ui,
      before: async (world) => void (await addEntry(world, { subject: 'a' })),
    },
    {
      name: 'Waiting for a connection',
      ui,
      async before(world) {
        world.connectivity.note('device-offline');
        for (const subject of ['a', 'b', 'c']) await addEntry(world, { subject });
      },
    },
    {
      name: 'One needs the user, two wait behind it, one is sent',
      ui,
      async before(world) {
        world.connectivity.note('answered');
        for (const subject of ['a', 'b', 'c']) await addEntry(world, { subject, lane: 'mara' });
        const [first] = world.outbox.entries.getSnapshot();
        if (first) world.outbox.set(first.id, stuck);
        await addEntry(world, { subject: 'd', state: { kind: 'sending' } });
      },
    },
  ],
};
