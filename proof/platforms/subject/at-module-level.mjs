// A client file of an app, which a server that renders it also loads: README, "Quick start", with the ambient
// `fetch`, and the parts that come with it.
import { createCell, createHoldfast, fetchTransport } from '@holdfast/core';
import * as parts from '@holdfast/core/parts';
import { createBudget } from '@holdfast/core/budget';
import { createFailover } from '@holdfast/core/health';
import * as telemetry from '@holdfast/core/telemetry';
import * as policies from '@holdfast/core/policies';
import {
  createSession,
  resilientFetch,
  withFailover,
  withSession,
  withSharedReads,
} from '@holdfast/http';
import { createStreams, ndjson } from '@holdfast/http/streams';
import * as offline from '@holdfast/offline';
import { backgroundSync, createUnsavedWork, registerWorker } from '@holdfast/offline/register';

const identity = createCell({ subject: 'ann' });
const session = createSession({ refresh: async () => 'a-token' });
const servers = createFailover({ urls: ['http://127.0.0.1:9/a/', 'http://127.0.0.1:9/b/'] });
const transport = withSharedReads(withSession(withFailover(fetchTransport(), servers), session));
const connectivity = parts.createConnectivity();
parts.watchBrowserNetwork(connectivity);
parts.createProbe({ connectivity, ask: parts.fetchProbe('http://127.0.0.1:9/healthz') });
const beacon = telemetry.createBeacon({
  buffer: offline.createBeaconBuffer(),
  send: telemetry.fetchBeaconSend('http://127.0.0.1:9/telemetry'),
});
const metrics = telemetry.createMetrics();
export const outbox = offline.createOutbox({
  ...{ transport, identity, connectivity, sender: 'page', name: 'at-module-level' },
});
export const holdfast = createHoldfast({
  ...{ transport, identity, outbox, connectivity, baseUrl: 'http://127.0.0.1:9/api/' },
  sinks: [beacon.sink, metrics.sink, telemetry.createIncidents().sink],
  cache: offline.createReadCache(),
  drafts: offline.createDraftStore(),
  budget: createBudget({ owner: 'ann', limitMicros: 30_000, store: offline.createLedgerStore() }),
  reads: policies.pipeline(policies.deadline({ totalMs: 5_000 }), policies.retry()),
  streams: createStreams({
    formats: [ndjson],
    locks: offline.webLocks(),
    channel: offline.webChannel('streams'),
  }),
});
export const unsavedWork = createUnsavedWork();
export const worker = registerWorker({ url: '/worker.js', unsavedWork });
export const sendsInBackground = backgroundSync();
export const request = resilientFetch((...given) => fetch(...given), {
  guard: policies.pipeline(policies.createCircuitBreaker(), policies.timeout({ ms: 500 })),
});
