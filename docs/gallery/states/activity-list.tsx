import { Failure } from '@holdfast/core';
import {
  BODY_TOO_LARGE,
  CONFLICT,
  NETWORK_FAILED,
  STORAGE_QUOTA,
  UNAUTHENTICATED,
} from '@holdfast/core/failures';
import { ActivityList, type ActivityListProps } from '@holdfast/react';
import type { ResilientWorld } from '@holdfast/testing';
import type { ReactElement } from 'react';
import type { GalleryComponent } from '../gallery-state.ts';
import { press } from '../press.ts';
import { addEntry, subjectOf } from './add-entry.ts';
import { HEBREW, LONG, UNBROKEN } from './texts.ts';

const nothing = (): void => {};
const more: ActivityListProps = {
  subjectOf,
  onEdit: nothing,
  onExport: nothing,
  actionsOf: ({ state }) =>
    state.kind === 'blocked' && state.reason === 'auth'
      ? [{ label: 'Sign in', run: nothing }]
      : state.kind === 'blocked' && state.reason === 'conflict'
        ? [{ label: 'Compare the two', run: nothing }]
        : [],
};
const ui = (): ReactElement => <ActivityList {...more} />;
const dead = (): Failure => new Failure(BODY_TOO_LARGE, { status: 413 });

const mixed = async (world: ResilientWorld): Promise<void> => {
  const { platform } = world;
  const failure = new Failure(NETWORK_FAILED);
  world.connectivity.note('answered');
  await addEntry(world, {
    ...{ subject: 'Mara', lane: 'mara', minutesAgo: 4 },
    state: { kind: 'blocked', reason: 'conflict', failure: new Failure(CONFLICT) },
  });
  await addEntry(world, { subject: 'Note on Mara', lane: 'mara', minutesAgo: 3 });
  await addEntry(world, {
    ...{ subject: 'Teo', minutesAgo: 90, state: { kind: 'dead', failure: dead() } },
  });
  await addEntry(world, {
    ...{ subject: 'Note on Teo', minutesAgo: 2 },
    state: { kind: 'blocked', reason: 'auth', failure: new Failure(UNAUTHENTICATED) },
  });
  await addEntry(world, { subject: 'Ada', minutesAgo: 1, state: { kind: 'sending' } });
  await addEntry(world, {
    ...{ subject: 'Ben', minutesAgo: 1 },
    state: { kind: 'waiting', dueAt: platform.now() + 120_000, failure },
  });
};

export const activityList: GalleryComponent = {
  name: 'Activity list',
  states: [
    {
      name: 'Nothing waits',
      ui: (world) => (
        <ActivityList
          {...more}
          sent={[{ id: 's', subject: 'Mara', at: world.platform.now() - 600_000 }]}
        />
      ),
    },
    { name: 'Every state of a change', ui, before: mixed },
    {
      name: 'Offline',
      ui,
      async before(world) {
        world.connectivity.note('device-offline');
        for (const subject of ['Mara', 'Note on Mara']) {
          await addEntry(world, { subject, lane: 'mara', minutesAgo: 4 });
        }
      },
    },
    {
      name: 'One was discarded just now',
      ui,
      before: async (world) =>
        void (await addEntry(world, { subject: 'Teo', state: { kind: 'dead', failure: dead() } })),
      after: (_, stage) => press(stage, 2),
    },
    {
      name: 'The device could not store the decision',
      ui,
      async before(world) {
        await addEntry(world, { subject: 'Teo', state: { kind: 'dead', failure: dead() } });
        world.outbox.retry = () => Promise.reject(new Failure(STORAGE_QUOTA));
      },
      after: (_, stage) => press(stage, 0),
    },
    {
      name: 'Long names, and one from right to left',
      ui,
      async before(world) {
        world.connectivity.note('answered');
        await addEntry(world, { subject: LONG, state: { kind: 'dead', failure: dead() } });
        await addEntry(world, {
          ...{ subject: UNBROKEN, lane: 'u', state: { kind: 'dead', failure: dead() } },
        });
        await addEntry(world, { subject: HEBREW, lane: 'u' });
      },
    },
  ],
};
