import { createHoldfast, inBrowser } from '@holdfast/core';
import { webTabs } from '@holdfast/core/parts';
import { createDraftStore, createReadCache, laterOutbox, webChannel } from '@holdfast/offline';
import { backgroundSync, createUnsavedWork } from '@holdfast/offline/register';
import { createAccountKeeper } from './account/account-keeper.ts';
import { followSession } from './account/follow-session.ts';
import { withRefusals } from './account/with-refusals.ts';
import { createCastSlice } from './cast/cast-slice.ts';
import { keepCastFresh } from './cast/keep-cast-fresh.ts';
import { followServer } from './devtools/follow-server.ts';
import { pageFaults } from './devtools/page-faults.ts';
import { firesideTransport } from './fireside/fireside-transport.ts';
import type { Fireside } from './fireside/fireside.ts';
import { followUpdates } from './fireside/follow-updates.ts';
import { laterStreams } from './fireside/later-streams.ts';
import { followPreferences } from './preferences/follow-preferences.ts';
import { createPreferencesSlice } from './preferences/preferences-slice.ts';
import { createTales } from './tales/create-tales.ts';
import { reportTroubles } from './telemetry/report-troubles.ts';

/** Composes everything this page runs on, finds out which writer was signed in, and starts to send. */
export async function startFireside(): Promise<Fireside> {
  const baseUrl = new URL('/api/', location.origin).href;
  const cache = createReadCache();
  const account = createAccountKeeper(cache);
  await account.restore();

  const unsavedWork = createUnsavedWork();
  const faults = await pageFaults();
  const way = await followServer(firesideTransport(baseUrl), () => holdfast);
  let checkSession: (() => void) | undefined;
  const holdfast = createHoldfast({
    transport: withRefusals(faults?.wrap(way) ?? way, () => checkSession?.()),
    ...{ baseUrl, identity: account, unsavedWork },
    ...{
      drafts: () => createDraftStore(),
      tabs: webTabs,
    },
    outbox: laterOutbox({
      load: async () => (await import('./fireside/device-outbox.ts')).deviceOutbox,
    }),
    ...inBrowser({ health: 'healthz' }),
    streams: laterStreams(async () => (await import('./fireside/stream-reader.ts')).streamReader),
    cache, // the account's, so that both keep what they know in one place
    sinks: reportTroubles(`${baseUrl}telemetry`),
  });
  const { outbox } = holdfast;

  const updates = followUpdates(unsavedWork, holdfast.sink);
  const cast = createCastSlice(holdfast);
  const tales = createTales({ holdfast, tabs: webChannel('fireside-tales') });
  const preferences = createPreferencesSlice(holdfast);
  const { entries } = outbox;
  const tabs = webChannel('fireside-account');
  checkSession = followSession({ holdfast, entries, account, tabs });
  keepCastFresh({ holdfast, cast, onRefused: checkSession });

  // Before the page has read the outbox, it must not say that nothing is waiting.
  await outbox.ready;
  followPreferences(holdfast, preferences);
  const sendsInBackground = backgroundSync();
  return {
    ...{ holdfast, outbox, account, cast, tales, preferences },
    ...{ unsavedWork, updates, sendsInBackground, faults },
  };
}
