import { createHoldfast, inBrowser } from '@holdfast/core';
import { createReadCache, onThisDevice, webChannel } from '@holdfast/offline';
import { backgroundSync, createUnsavedWork, registerWorker } from '@holdfast/offline/register';
import { createAccountKeeper } from './account/account-keeper.ts';
import { followSession } from './account/follow-session.ts';
import { createCastSlice } from './cast/cast-slice.ts';
import { keepCastFresh } from './cast/keep-cast-fresh.ts';
import { firesideTransport } from './fireside/fireside-transport.ts';
import type { Fireside } from './fireside/fireside.ts';
import { reportTroubles } from './telemetry/report-troubles.ts';

/** Composes everything this page runs on, finds out which writer was signed in, and starts to send. */
export async function startFireside(): Promise<Fireside> {
  const baseUrl = new URL('/api/', location.origin).href;
  const cache = createReadCache();
  const account = createAccountKeeper(cache);
  await account.restore();

  const unsavedWork = createUnsavedWork();
  const holdfast = createHoldfast({
    transport: firesideTransport(baseUrl),
    ...{ baseUrl, identity: account, unsavedWork },
    ...onThisDevice(),
    ...inBrowser({ health: 'healthz' }),
    cache, // the account's, so that both keep what they know in one place
    sinks: reportTroubles(`${baseUrl}telemetry`),
  });
  const { outbox } = holdfast;

  const { updates } = registerWorker({ url: '/worker.js', unsavedWork });
  const cast = createCastSlice(holdfast);
  const checkSession = followSession({ holdfast, account, tabs: webChannel('fireside-account') });
  keepCastFresh({ holdfast, cast, onRefused: checkSession });

  // A page that says "nothing is waiting" before it has looked would lie.
  await outbox.ready;
  const sendsInBackground = backgroundSync();
  return { holdfast, outbox, account, cast, unsavedWork, updates, sendsInBackground };
}
