import { createHoldfast } from '@holdfast/core';
import {
  createConnectivity,
  createProbe,
  fetchProbe,
  watchBrowserNetwork,
  webPlatform,
} from '@holdfast/core/parts';
import {
  createBulkhead,
  createCircuitBreaker,
  deadline,
  pipeline,
  retry,
  timeout,
} from '@holdfast/core/policies';
import { kyTransport, shareReads } from '@holdfast/http';
import { createDraftStore, createOutbox, createReadCache, webChannel } from '@holdfast/offline';
import { backgroundSync, createUnsavedWork, registerWorker } from '@holdfast/offline/register';
import ky from 'ky';
import { createAccountKeeper } from './account/account-keeper.ts';
import { followSession } from './account/follow-session.ts';
import { withKnownDevice } from './account/web-known-device.ts';
import { createCastSlice } from './cast/cast-slice.ts';
import { keepCastFresh } from './cast/keep-cast-fresh.ts';
import { wholeLists } from './cast/whole-lists.ts';
import type { Fireside } from './fireside/fireside.ts';
import { reportTroubles } from './telemetry/report-troubles.ts';

/** Composes everything this page runs on, brings back who was signed in, and starts to send. */
export async function startFireside(): Promise<Fireside> {
  const baseUrl = new URL('/api/', location.origin).href;
  const known = withKnownDevice(kyTransport(ky), localStorage);
  const transport = shareReads(wholeLists(known, `${baseUrl}characters`));
  const platform = webPlatform;
  const cache = createReadCache();
  const account = createAccountKeeper(cache, platform);
  await account.restore();

  const connectivity = createConnectivity();
  watchBrowserNetwork(connectivity);
  createProbe({ connectivity, platform, ask: fetchProbe(`${baseUrl}healthz`), maxMs: 10_000 });
  const unsavedWork = createUnsavedWork();
  const outbox = createOutbox({
    ...{ transport, identity: account, baseUrl, platform, connectivity, unsavedWork },
  });
  const reads = pipeline(
    deadline({ totalMs: 15_000 }),
    retry({ maxAttempts: 3 }),
    createCircuitBreaker(),
    timeout({ ms: 5_000 }),
    createBulkhead({ max: 6 }),
  );
  const holdfast = createHoldfast({
    ...{ transport, baseUrl, identity: account, outbox, cache, connectivity, reads, platform },
    drafts: createDraftStore(),
    sinks: [reportTroubles(`${baseUrl}telemetry`)],
  });

  const worker = registerWorker({ url: '/worker.js', unsavedWork });
  const cast = createCastSlice(holdfast);
  const checkSession = followSession({ holdfast, account, tabs: webChannel('fireside-account') });
  keepCastFresh({ holdfast, cast, onRefused: checkSession });

  // A page that says "nothing is waiting" before it has looked would lie.
  await outbox.ready;

  return {
    ...{ holdfast, outbox, account, cast, unsavedWork },
    updates: worker.updates,
    sendsInBackground: backgroundSync(),
  };
}
