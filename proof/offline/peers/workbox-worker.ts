import { BackgroundSyncPlugin } from 'workbox-background-sync';
import { clientsClaim } from 'workbox-core';
import { registerRoute } from 'workbox-routing';
import { NetworkOnly } from 'workbox-strategies';
import { askForStop, observeSends, observeStores } from '../browsers/page/observe.ts';
import { trial } from '../browsers/page/tell.ts';

observeStores();
observeSends(askForStop);

// As the documentation shows it. Chromium waits five minutes after a sync that failed, and Firefox has no syncs.
// `forceSyncFallback` is the option for that: the queue is sent whenever the worker is started.
const plugin = new BackgroundSyncPlugin(trial, {
  maxRetentionTime: 24 * 60,
  forceSyncFallback: true,
});
registerRoute(
  ({ url }) => url.pathname.startsWith('/api/'),
  // @ts-expect-error Its types do not fit each other under `exactOptionalPropertyTypes`.
  new NetworkOnly({ plugins: [plugin] }),
  'POST',
);
void (globalThis as unknown as { skipWaiting(): Promise<void> }).skipWaiting();
clientsClaim();
