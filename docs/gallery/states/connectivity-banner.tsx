import { Failure } from '@holdfast/core';
import { STORAGE_QUOTA } from '@holdfast/core/failures';
import { ConnectivityBanner } from '@holdfast/react';
import type { ResilientWorld } from '@holdfast/testing';
import type { GalleryComponent } from '../gallery-state.ts';
import { addEntry } from './add-entry.ts';

const SETTLED_MS = 2000;
const ui = () => <ConnectivityBanner />;
const lose = async (world: ResilientWorld): Promise<void> => {
  world.connectivity.note('device-offline');
  await world.platform.advance(SETTLED_MS);
};
const findAgain = async (world: ResilientWorld): Promise<void> => {
  world.connectivity.note('answered');
  await world.platform.advance(SETTLED_MS);
};

export const connectivityBanner: GalleryComponent = {
  name: 'Connectivity banner',
  states: [
    { name: 'Online: nothing to say', ui },
    { name: 'Offline', ui, after: lose },
    {
      name: 'Offline, and the device stores nothing',
      ui: () => <ConnectivityBanner storage={new Failure(STORAGE_QUOTA)} />,
      after: lose,
    },
    {
      name: 'The server does not answer',
      ui,
      async after(world) {
        world.connectivity.note('unanswered');
        await world.platform.advance(SETTLED_MS);
      },
    },
    {
      name: 'Back, nothing waited',
      ui,
      async after(world) {
        await lose(world);
        await findAgain(world);
      },
    },
    {
      name: 'Back, sending',
      ui,
      async after(world) {
        for (const subject of ['a', 'b', 'c']) await addEntry(world, { subject });
        await lose(world);
        await findAgain(world);
      },
    },
    {
      name: 'Back, three changes sent',
      ui,
      async after(world) {
        const ids = [];
        for (const subject of ['a', 'b', 'c']) ids.push(await addEntry(world, { subject }));
        await lose(world);
        await findAgain(world);
        for (const id of ids) world.outbox.apply(id);
      },
    },
  ],
};
