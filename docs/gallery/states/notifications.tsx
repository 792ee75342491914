import { Failure } from '@holdfast/core';
import { NETWORK_FAILED, QUOTA_EXCEEDED, SERVER_ERROR, UNAVAILABLE } from '@holdfast/core/failures';
import { createNotifications, Notifications, type NotificationStore } from '@holdfast/react';
import type { ResilientWorld } from '@holdfast/testing';
import type { GalleryComponent, GalleryState } from '../gallery-state.ts';
import { HEBREW, LONG, UNBROKEN } from './texts.ts';

const stores = new WeakMap<ResilientWorld, NotificationStore>();
const storeOf = (world: ResilientWorld): NotificationStore => {
  const store = stores.get(world) ?? createNotifications({ platform: world.platform });
  stores.set(world, store);
  return store;
};
const retry = [{ label: 'Try again', run: () => {} }];

const state = (
  name: string,
  tell: (store: NotificationStore, world: ResilientWorld) => void | Promise<void>,
): GalleryState => ({
  name,
  ui: (world) => <Notifications store={storeOf(world)} />,
  after: (world) => tell(storeOf(world), world),
});

export const notifications: GalleryComponent = {
  name: 'Notifications',
  states: [
    state('Nothing to say', () => {}),
    state('News', (store) => store.tell('Mara is saved.')),
    state('An error without a way out', (store) =>
      store.fail(new Failure(SERVER_ERROR, { status: 500 }), { action: 'note.list' }),
    ),
    state('An error with a way out, which happened three times', (store) => {
      for (let times = 0; times < 3; times += 1) {
        store.fail(new Failure(UNAVAILABLE, { status: 503 }), {
          ...{ action: 'story.tell', text: 'The story could not be told.', actions: retry },
        });
      }
    }),
    state('A storm', (store) => {
      for (let request = 0; request < 12; request += 1) {
        store.fail(new Failure(NETWORK_FAILED), { action: `read ${request}` });
      }
    }),
    state('Long texts, and one from right to left', (store) => {
      store.tell(LONG);
      store.tell(HEBREW);
      store.fail(new Failure(QUOTA_EXCEEDED), {
        action: 'a',
        text: `${UNBROKEN} is not saved.`,
        actions: retry,
      });
    }),
    state('Earlier messages', async (store, world) => {
      store.tell('Mara is saved.');
      store.fail(new Failure(SERVER_ERROR), { action: 'note.list' });
      await world.platform.advance(30_000);
    }),
  ],
};
