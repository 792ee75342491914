import { createCell, createHoldfast, fetchTransport, inBrowser, watchStream } from '@holdfast/core';
import * as budgets from '@holdfast/core/budget';
import { createFailover } from '@holdfast/core/health';
import * as policies from '@holdfast/core/policies';
import {
  createSession,
  kyTransport,
  resilientFetch,
  withSession,
  withSharedReads,
  withFailover,
} from '@holdfast/http';
import * as streaming from '@holdfast/http/streams';
import * as offline from '@holdfast/offline';
import { backgroundSync, createUnsavedWork, registerWorker } from '@holdfast/offline/register';
import { installReplay } from '@holdfast/offline/worker';
import { attempt, check, sentence } from './attempt.mjs';
import { serve } from './answers.mjs';
import { atModuleLevel } from './module-level.mjs';
import * as operations from './operations.mjs';

const baseUrl = 'http://127.0.0.1:9/api/';
const signedIn = () => createCell({ subject: 'ann' });
const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);
let made = 0;
// Each composition has its own database, lock and channel, so that it meets nothing that another left.
const freshName = () => `matrix-${(made += 1)}`;

/** The result of a run; a failure that says why is no fault. */
async function expectLive(outcome, expected) {
  const { kind, failure } = await outcome;
  if (kind === 'failed') return sentence(failure);
  check(kind === 'live', `${kind} is live`);
  const { value } = await outcome;
  check(same(value, expected), `${JSON.stringify(value)} is ${JSON.stringify(expected)}`);
  return undefined;
}

/** ky's transport; ky itself does not load in Jest's jsdom, which has no `TextEncoder`. */
async function kyOrFetch(fetch) {
  const ky = await import('ky').then(
    (loaded) => loaded.default,
    () => undefined,
  );
  return ky ? kyTransport(ky.create({ fetch })) : fetchTransport({ fetch });
}

/** README, "Quick start". */
function composePage() {
  return createHoldfast({
    transport: fetchTransport({ fetch: serve(operations.answer) }),
    ...{ identity: signedIn(), baseUrl, liveWithinMs: 2_000 },
    ...offline.onThisDevice({ name: freshName() }),
    ...inBrowser({ health: 'health' }),
  });
}

/** Reads through the page of the README. */
async function page() {
  const holdfast = composePage();
  const read = await expectLive(holdfast.run(operations.listCharacters), [operations.MARA]);
  await holdfast.outbox.ready;
  check(holdfast.outbox.entries.getSnapshot().length === 0, 'nothing waits');
  await holdfast.dispose();
  return read;
}

/** `demo/src/holdfast.ts`. */
async function demo() {
  const transport = withSharedReads(await kyOrFetch(serve(operations.answer)));
  const unsavedWork = createUnsavedWork();
  const holdfast = createHoldfast({
    ...{ transport, baseUrl, identity: signedIn(), unsavedWork },
    ...offline.onThisDevice({ name: freshName() }),
    ...inBrowser({ health: 'healthz' }),
  });
  check(holdfast.connectivity.getSnapshot() !== 'offline', 'the network is not called offline');
  const tabs = offline.webChannel(freshName());
  const registration = registerWorker({ url: '/worker.js', unsavedWork });
  backgroundSync();
  await holdfast.outbox.ready;
  check(registration.updates.getSnapshot().kind === 'current', 'no update waits');
  const read = await expectLive(holdfast.run(operations.listCharacters), [operations.MARA]);
  const written = await expectLive(
    holdfast.run(operations.renameCharacter, operations.MARA),
    operations.MARA,
  );
  registration.dispose();
  tabs.dispose();
  await holdfast.dispose();
  return read ?? written;
}

/** README, "Text that streams". */
async function stream() {
  const events = [
    { seq: 1, type: 'start', id: 's1' },
    { seq: 2, type: 'delta', offset: 0, text: 'Once 🦊 ' },
    { seq: 3, type: 'delta', offset: 10, text: 'ran.' },
    { seq: 4, type: 'done', offset: 14 },
  ];
  const text = events.map((event) => `${JSON.stringify(event)}\n`).join('');
  const fetch = serve(() => ({ type: streaming.ndjson.mediaType, text }));
  const channel = offline.webChannel(freshName());
  const holdfast = createHoldfast({
    ...{ baseUrl, transport: fetchTransport({ fetch }), identity: signedIn() },
    drafts: offline.createDraftStore({ name: freshName() }),
    streams: streaming.createStreams({
      formats: [streaming.ndjson],
      locks: offline.webLocks(),
      channel,
    }),
  });
  const watch = watchStream(holdfast, operations.tellStory, { about: freshName() });
  const outcome = await watch.start();
  channel.dispose();
  if (outcome.kind === 'failed') return sentence(outcome.failure);
  const shown = outcome.kind === 'interrupted' ? sentence(outcome.failure ?? outcome) : undefined;
  if (shown !== undefined) return shown;
  check(outcome.value.text === 'Once 🦊 ran.', outcome.value.text);
  return undefined;
}

/** README, "Only the outbox". */
async function bareOutbox() {
  if (typeof Request === 'undefined') return 'no `Request` here: describe the write instead';
  const outbox = offline.createOutbox({
    ...{ transport: fetchTransport({ fetch: serve(operations.answer) }), identity: signedIn() },
    ...{ sender: 'page', name: freshName() },
  });
  try {
    const request = new Request(`${baseUrl}notes`, { method: 'POST', body: '{"text":"Ask Mara"}' });
    const handle = await offline.addRequest(outbox, request, { lane: 'notes' });
    await handle.synced;
  } finally {
    await outbox.dispose();
  }
}

/** `demo/src/worker.ts`. */
async function worker() {
  const replay = installReplay({ name: freshName() });
  await replay.drain();
  await replay.dispose();
}

/** README, "Only `resilientFetch`". */
async function betterFetch() {
  const guard = policies.pipeline(
    policies.deadline({ totalMs: 2_000 }),
    policies.retry({ maxAttempts: 2 }),
    policies.createCircuitBreaker(),
    policies.timeout({ ms: 500 }),
  );
  const request = resilientFetch(serve(operations.answer), { guard });
  const { signal } = new AbortController();
  const answer = await request(`${baseUrl}characters`, { signal });
  check(same(await answer.json(), [operations.MARA]), 'the answer is read');
}

/** README, "What a request can count on". */
async function chain() {
  const session = createSession({ refresh: async () => 'a-token' });
  const servers = createFailover({ urls: [baseUrl, 'http://127.0.0.1:9/spare/'] });
  const fetch = serve(operations.answer);
  const holdfast = createHoldfast({
    transport: withSharedReads(
      withSession(withFailover(fetchTransport({ fetch }), servers), session),
    ),
    baseUrl,
    identity: signedIn(),
    budget: budgets.createBudget({
      ...{ owner: 'ann', limitMicros: 30_000, store: budgets.createMemoryLedgerStore() },
    }),
  });
  return expectLive(holdfast.run(operations.listCharacters), [operations.MARA]);
}

/** The answers of React Native and whatwg-fetch: a `Response` without `body`. */
async function bodiless() {
  const fetch = serve(operations.answer, { bare: true });
  const transports = [fetchTransport({ fetch }), await kyOrFetch(fetch)];
  for (const transport of transports) {
    const holdfast = createHoldfast({ transport, baseUrl, identity: signedIn() });
    const listed = await expectLive(holdfast.run(operations.listCharacters), [operations.MARA]);
    const told = await expectLive(holdfast.run(operations.readStory), 'Once 🦊');
    if (listed ?? told) return listed ?? told;
    const portrait = await holdfast.run(operations.readPortrait);
    check(portrait.kind === 'live' && portrait.value.byteLength === 5, 'five bytes have come');
  }
  return undefined;
}

/** The ambient `fetch` of the platform, where nothing listens: a failure with a name. */
async function ambientFetch() {
  const holdfast = createHoldfast({ transport: fetchTransport(), baseUrl, identity: signedIn() });
  const outcome = await holdfast.run(operations.readStory);
  check(outcome.kind === 'failed', `${outcome.kind} is failed`);
  if (outcome.failure.code === 'NETWORK_FAILED' && typeof fetch === 'function') return undefined;
  return sentence(outcome.failure);
}

async function drafts() {
  const store = offline.createDraftStore({ name: freshName() });
  const value = { text: 'Ask Mara' };
  await store.save({ owner: 'ann', key: 'note', version: 1, revision: 1, savedAt: 1, value });
  const loaded = await store.load('ann', 'note');
  check(loaded?.value.text === 'Ask Mara', 'the draft comes back');
}

/** A queued write, which needs the device to keep it. */
async function queuedWrite() {
  const holdfast = composePage();
  const outcome = await expectLive(
    holdfast.run(operations.saveCharacter, operations.MARA),
    operations.MARA,
  );
  await holdfast.dispose();
  return outcome;
}

async function breaker() {
  const guard = policies.pipeline(policies.createCircuitBreaker());
  check((await guard(async () => 1)) === 1, 'one call passes');
}

const rows = {
  'the page of the README': page,
  'a composition in a module': atModuleLevel,
  'a queued write': queuedWrite,
  'the page of the demo': demo,
  'a stream': stream,
  'an outbox alone': bareOutbox,
  'a worker': worker,
  '`resilientFetch`': betterFetch,
  'session, failover, budget': chain,
  'answers without `body`': bodiless,
  'the ambient `fetch`': ambientFetch,
  drafts: drafts,
  'a circuit breaker': breaker,
};

const LIMIT_MS = 8_000;

/** Everything an app composes, one after the other, and what else this platform can run. */
export async function compose(more = {}) {
  const results = [];
  for (const [row, work] of Object.entries({ ...rows, ...more })) {
    let timer;
    const limit = new Promise((_, reject) => {
      timer = setTimeout(() => reject(new Error(`nothing came in ${LIMIT_MS} ms`)), LIMIT_MS);
    });
    results.push(await attempt(row, () => Promise.race([work(), limit])));
    clearTimeout(timer);
  }
  return results;
}
