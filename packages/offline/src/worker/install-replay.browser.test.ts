import {
  createCell,
  defineFailures,
  Failure,
  fetchTransport,
  toFailure,
  type Identity,
  type Transport,
} from '@holdfast/core';
import type { LockPort } from '@holdfast/core/parts';
import { createVirtualPlatform } from '@holdfast/testing';
import { openDB } from 'idb';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createOutbox } from '../outbox/create-outbox.ts';
import type { Outbox } from '../outbox/outbox.ts';
import { createScriptedServer, entry, until } from '../outbox/outbox-stage.contract.ts';
import { SYNC_TAG, WAKE_MESSAGE } from '../outbox/replay-signals.ts';
import { answerTable, longPauses, tableFetch } from './answer-table.contract.ts';
import { installReplay, type Replay, type ReplayOptions } from './install-replay.ts';
import type { ReplayEvent, ReplayScope } from './replay-scope.ts';

/** Locks that another context holds for ever. */
const takenLocks: LockPort = {
  hold: (_name, _work, signal) =>
    new Promise((_resolve, reject) => {
      signal?.addEventListener('abort', () => reject(signal.reason as Error));
    }),
};
const rows = Object.keys(answerTable);

/** A page that adds and looks. It leaves the sending to others if it is given `takenLocks`. */
async function openPage(
  name: string,
  locks?: LockPort,
  subject: string | null = 'ann',
): Promise<Outbox> {
  const identity = createCell<Identity | null>(subject === null ? null : { subject });
  const transport = fetchTransport({ fetch: tableFetch });
  const background = { requestSync() {}, wakeWorker() {} };
  const page = createOutbox({
    ...{ name, identity, transport, background, ...longPauses },
    ...(locks ? { locks } : {}),
  });
  onTestFinished(() => page.dispose());
  await page.ready;
  return page;
}

/** The entries in the database, without the members that differ from send to send. */
async function readStored(name: string): Promise<readonly unknown[]> {
  const database = await openDB(name);
  const stored = await Promise.all([database.getAll('entries'), database.getAll('ledger')]);
  database.close();
  const varying = new Set(['requestId', 'createdAt', 'settledAt', 'since', 'seq']);
  const drop = (key: string, value: unknown): unknown => (varying.has(key) ? undefined : value);
  return stored.flat().map((record) => {
    const plain = JSON.parse(JSON.stringify(record, drop)) as {
      state?: { delayMs?: number; failure?: { retryAfterMs?: number } };
    };
    // Without a hint of the server, the pause is random.
    if (plain.state && plain.state.failure?.retryAfterMs === undefined) delete plain.state.delayMs;
    return plain;
  });
}

/** Each entry goes to an origin of its own: an answer ends the pauses of other lanes at its origin. */
const addTable = async (page: Outbox): Promise<void> => {
  for (const id of rows) {
    const url = `https://${id}.example/api/${id}`;
    await page.add(entry(id, { lane: id, request: { ...entry(id).request, url } }));
  }
};
const answered = (page: Outbox): Promise<unknown> =>
  until(page.entries, (all) =>
    all.every(({ sends, state }) => sends > 0 && state.kind !== 'sending'),
  );

describe('page and worker', () => {
  it('read every answer alike', async () => {
    const byPage = 'replay-by-page';
    const byWorker = 'replay-by-worker';

    const page = await openPage(byPage, takenLocks);
    await addTable(page);
    await page.dispose();
    const sender = await openPage(byPage);
    await answered(sender);
    await sender.dispose();

    const viewer = await openPage(byWorker, takenLocks);
    await addTable(viewer);
    const url = new URL('./table-worker.contract.ts', import.meta.url);
    const registration = await navigator.serviceWorker.register(
      `${url.pathname}?outbox=${byWorker}`,
      {
        type: 'module',
        scope: new URL('./nothing/', import.meta.url).pathname,
      },
    );
    onTestFinished(async () => void (await registration.unregister()));
    // The worker drains when it is activated. A message that wakes it as well would end the pauses that it has made.
    await answered(viewer);

    const [fromPage, fromWorker] = await Promise.all([readStored(byPage), readStored(byWorker)]);
    expect(fromWorker).toEqual(fromPage);
    expect(fromPage).toHaveLength(rows.length);
    // The results themselves are the expected ones.
    const kinds = fromPage.map((record) => {
      const { id, state, settlement } = record as {
        id: string;
        state?: { kind: string; reason?: string };
        settlement?: { kind: string };
      };
      return `${id}: ${[state?.kind, state?.reason, settlement?.kind].filter(Boolean).join(' ')}`;
    });
    expect(kinds.toSorted()).toEqual([
      'broken: waiting',
      'conflict: blocked conflict',
      'cut: queued',
      'forbidden: dead',
      'hotel: queued',
      'in-progress: waiting',
      'invalid: dead',
      'key-reused: dead',
      'not-signed-in: blocked auth',
      'precondition: blocked conflict',
      'signed-in-as-another: blocked auth',
      'too-many: waiting',
      'truncated: queued',
      'unavailable: waiting',
      'yes-again: applied',
      'yes-that-cannot-be-read: applied',
      'yes-that-is-cut: queued',
      'yes-without-content: applied',
      'yes: applied',
    ]);
  });
});

const stage = async (subject: string | null = 'ann', options: Partial<ReplayOptions> = {}) => {
  const name = `replay-${Math.random().toString(36).slice(2)}`;
  const page = await openPage(name, takenLocks, subject);
  const server = createScriptedServer();
  const listeners = new Map<string, (event: ReplayEvent) => void>();
  const scope: ReplayScope = {
    addEventListener: (type, listener) => void listeners.set(type, listener),
    removeEventListener: (type) => void listeners.delete(type),
  };
  const platform = createVirtualPlatform();
  const { transport } = server;
  const replay: Replay = installReplay({ name, scope, transport, platform, ...options });
  onTestFinished(() => replay.dispose());
  /** The promise for which the event was kept alive, if there was one. */
  const dispatch = (event: ReplayEvent): Promise<unknown> | undefined => {
    let work: Promise<unknown> | undefined;
    listeners.get(event.type)?.({ ...event, waitUntil: (promise) => void (work = promise) });
    return work;
  };
  return { page, server, platform, replay, listeners, dispatch };
};

describe('the replay', () => {
  it.each<ReplayEvent>([
    { type: 'sync', tag: SYNC_TAG },
    { type: 'message', data: WAKE_MESSAGE },
  ])('drains on %j and keeps the worker alive meanwhile', async (event) => {
    const { page, server, dispatch } = await stage();
    await page.add(entry('a'));
    const work = dispatch(event);
    const arrival = await server.next();
    expect(arrival).toMatchObject({ key: 'a', subject: 'ann' });
    arrival.answer(200, {});
    await work;
    await until(page.entries, (all) => all.length === 0);
  });

  it('drains when it is activated, and lets no page wait for that', async () => {
    const { page, server, dispatch } = await stage();
    await page.add(entry('a'));
    // A page loads after the work of this event.
    expect(dispatch({ type: 'activate' })).toBeUndefined();
    (await server.next()).answer(200, {});
    await until(page.entries, (all) => all.length === 0);
  });

  it('leaves the events of the app alone', async () => {
    const { dispatch } = await stage();
    expect(dispatch({ type: 'sync', tag: 'other' })).toBeUndefined();
    expect(dispatch({ type: 'message', data: 'holdfast.wake' })).toBeUndefined();
    expect(dispatch({ type: 'message', data: null })).toBeUndefined();
  });

  it('asks the browser to send the event again when entries are left', async () => {
    const { page, server, dispatch } = await stage();
    await page.add(entry('a'));
    const work = dispatch({ type: 'sync', tag: SYNC_TAG });
    (await server.next()).cut();
    await expect(work).rejects.toMatchObject({ code: 'WORKER_FAILED' });
    await answered(page);
    expect(page.entries.getSnapshot()[0]).toMatchObject({ sends: 1, state: { kind: 'queued' } });
  });

  it('goes on after one burst, but not for longer than the event may last', async () => {
    const { page, server, platform, dispatch } = await stage();
    for (const id of ['a', 'b', 'c']) await page.add(entry(id));
    const work = dispatch({ type: 'sync', tag: SYNC_TAG });
    const first = await server.next();
    await platform.advance(20_000);
    first.answer(200, {});
    const second = await server.next();
    second.cut();
    await expect(work).rejects.toMatchObject({ code: 'WORKER_FAILED' });
    expect(server.arrivals).toHaveLength(2);
  });

  it('ends within the time of the event although a send hangs, and the browser sends it again', async () => {
    const { page, server, platform, dispatch } = await stage('ann', {
      limits: { sendTimeoutMs: 600_000 },
    });
    await page.add(entry('a'));
    const work = dispatch({ type: 'sync', tag: SYNC_TAG });
    // The test looks at the rejection only after the time has passed.
    work?.catch(() => {});
    await server.next();
    await platform.advance(100_000);
    await expect(work).rejects.toMatchObject({ code: 'WORKER_FAILED' });
    expect(server.arrivals).toHaveLength(1);
  });

  it('sends no entries when no user is signed in', async () => {
    const { page, server, replay } = await stage(null);
    await page.add(entry('a'));
    await expect(replay.drain()).resolves.toEqual({ left: false });
    expect(server.arrivals).toEqual([]);
  });

  it('sends only for the user that the page last said to be signed in', async () => {
    const { page, server, replay } = await stage('bob');
    await page.add(entry('of-ann'));
    await page.add(entry('of-bob', { owner: 'bob' }));
    const drained = replay.drain();
    const arrival = await server.next();
    expect(arrival).toMatchObject({ key: 'of-bob', subject: 'bob' });
    arrival.answer(200, {});
    await drained;
    expect(server.arrivals).toHaveLength(1);
  });

  it('no longer listens once the app has disposed of it', async () => {
    const { replay, listeners } = await stage();
    expect([...listeners.keys()].toSorted()).toEqual(['activate', 'message', 'sync']);
    await replay.dispose();
    expect(listeners.size).toBe(0);
  });
});

describe('an error that the app’s own transport throws in the worker', () => {
  class UnsignedError extends Error {
    override name = 'UnsignedError';
  }
  const { UNSIGNED } = defineFailures({
    notes: { UNSIGNED: { number: 2001, severity: 'warning', retry: 'later', effect: 'none' } },
  });
  const transport: Transport = { send: () => Promise.reject(new UnsignedError('no key yet')) };

  it.each([
    [
      'has the name that `toFailure` of the worker gives it',
      (error: unknown) =>
        error instanceof UnsignedError ? new Failure(UNSIGNED) : toFailure(error),
      'UNSIGNED',
    ],
    ['has no name of the app without `toFailure`', undefined, 'UNKNOWN'],
  ])('%s, in the entry that the page shows', async (_title, naming, code) => {
    const options = { transport, ...(naming ? { toFailure: naming } : {}) };
    const { page, replay } = await stage('ann', options);
    await page.add(entry('a'));
    await replay.drain();
    const [shown] = await until(page.entries, ([first]) => 'failure' in Object(first?.state));
    expect(shown?.state).toMatchObject({ failure: { code } });
  });
});
