import { isFailure } from '@holdfast/core';
import { createIncidents, createMetrics, type TelemetryEvent } from '@holdfast/core/telemetry';
import { openDB } from 'idb';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { addRequest } from './add-request.ts';
import {
  createStage,
  entry,
  stateOf,
  untilGone,
  untilState,
  type Stage,
  ended,
} from './outbox-stage.contract.ts';

const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

let stage: Stage;
beforeEach(() => {
  stage = createStage();
});
afterEach(() => stage.close());

const sentKeys = (): readonly string[] => stage.server.arrivals.map(({ key }) => key);

describe('an entry', () => {
  it('is in the database as soon as its addition is acknowledged', async () => {
    stage.identity.set(null);
    const outbox = await stage.open();
    await outbox.add(entry('a'));
    const database = await openDB(stage.name);
    const [stored] = await database.getAll('entries');
    database.close();
    expect(stored).toMatchObject({ id: 'a', owner: 'ann', state: { kind: 'queued' } });
  });

  it('is sent with its key and its subject, and settled with the answer', async () => {
    const outbox = await stage.open();
    await outbox.add(entry('a'));
    const settled = ended(outbox, 'a');
    const arrival = await stage.server.next();
    expect(arrival).toMatchObject({ key: 'a', subject: 'ann' });
    expect(stateOf(outbox, 'a')).toEqual({ kind: 'sending' });
    arrival.answer(201, { saved: true }, { 'idempotency-replayed': 'true' });
    await expect(settled).resolves.toEqual({
      kind: 'applied',
      value: { saved: true },
      replayed: true,
    });
    expect(outbox.entries.getSnapshot()).toEqual([]);
  });

  it('stays one entry however often the app adds it, also when it was sent long ago', async () => {
    const outbox = await stage.open();
    await Promise.all([outbox.add(entry('a')), outbox.add(entry('a'))]);
    expect(outbox.entries.getSnapshot()).toHaveLength(1);
    (await stage.server.next()).answer(204);
    await untilGone(outbox, 'a');
    await outbox.add(entry('a'));
    await outbox.drain();
    expect(sentKeys()).toEqual(['a']);
  });

  it('keeps the same view while it does not change', async () => {
    const outbox = await stage.open();
    await outbox.add(entry('a', { lane: 'x' }));
    const first = await stage.server.next();
    const before = await untilState(outbox, 'a', 'sending');
    await outbox.add(entry('b', { lane: 'y' }));
    expect(outbox.entries.getSnapshot()[0]).toBe(before);
    first.answer(200, {});
  });

  it('completes a relative URL at addition, so that every sender resolves it alike', async () => {
    const outbox = await stage.open({ baseUrl: 'https://api.example/v1/' });
    await outbox.add(entry('a', { request: { ...entry('a').request, url: 'notes' } }));
    expect((await stage.server.next()).request.url).toBe('https://api.example/v1/notes');
  });
});

describe('after a reload', () => {
  it('the outbox has the same entries in the same states', async () => {
    const before = await stage.open();
    const answers = { waiting: 503, blocked: 409, dead: 422 } as const;
    for (const [id, status] of Object.entries(answers)) {
      await before.add(entry(id, { lane: id }));
      (await stage.server.next()).answer(status, undefined, { 'retry-after': '60' });
    }
    await before.add(entry('behind', { lane: 'dead' }));
    await before.drain();
    const seen = before.entries.getSnapshot();
    expect(seen.map(({ state }) => state.kind)).toEqual(['waiting', 'blocked', 'dead', 'queued']);
    await before.dispose();

    const after = await stage.open();
    expect(plain(after.entries.getSnapshot())).toEqual(plain(seen));
    await after.drain();
    expect(sentKeys()).toEqual(['waiting', 'blocked', 'dead']);
  });

  it('the end of an entry can still be followed, and an unused id is unknown', async () => {
    const before = await stage.open();
    await before.add(entry('a'));
    (await stage.server.next()).answer(200, { n: 1 });
    await ended(before, 'a');
    await before.dispose();
    const after = await stage.open();
    await expect(ended(after, 'a')).resolves.toMatchObject({ value: { n: 1 } });
    await expect(ended(after, 'z')).rejects.toMatchObject({ code: 'ENTRY_UNKNOWN' });
  });

  it('an entry that was on its way is sent again under the same key', async () => {
    const before = await stage.open();
    await before.add(entry('a'));
    await stage.server.next();
    await before.dispose();
    await stage.open();
    expect((await stage.server.next()).key).toBe('a');
  });

  it('the ends of entries are kept up to a limit of time and number', async () => {
    const limits = { ledgerEntries: 2 };
    const before = await stage.open();
    for (const id of ['a', 'b', 'c']) {
      await before.add(entry(id));
      (await stage.server.next()).answer(200, {});
      await ended(before, id);
      await stage.platform.advance(1);
    }
    await before.dispose();
    const after = await stage.open({ limits });
    await after.drain();
    await after.drain();
    await expect(ended(after, 'a')).rejects.toMatchObject({ code: 'ENTRY_UNKNOWN' });
    await expect(ended(after, 'b')).resolves.toMatchObject({ kind: 'applied' });
  });
});

const request = (headers: Readonly<Record<string, string>> = {}) =>
  new Request('https://api.example/notes?x=1', { method: 'POST', body: 'text', headers });

describe('a bare request', () => {
  it('is kept whole and sent under a key of its own', async () => {
    const outbox = await stage.open();
    const { id, synced } = await addRequest(outbox, request({ 'X-Kind': 'note' }), {
      lane: 'notes',
    });
    const arrival = await stage.server.next();
    expect(arrival.key).toBe(id);
    expect(arrival.request).toMatchObject({ method: 'POST', url: 'https://api.example/notes?x=1' });
    expect(arrival.request.headers['x-kind']).toBe('note');
    expect(new TextDecoder().decode(arrival.request.body as Uint8Array)).toBe('text');
    arrival.answer(204);
    await expect(synced).resolves.toBeUndefined();
  });

  it.each([
    ['an Authorization header', () => request({ Authorization: 'Bearer secret' })],
    [
      'a Proxy-Authorization header',
      () =>
        entry('a', { request: { ...entry('a').request, headers: { 'Proxy-Authorization': 'x' } } }),
    ],
    [
      'a cookie',
      () => entry('a', { request: { ...entry('a').request, headers: { cookie: 'sid=1' } } }),
    ],
    [
      'a password in the URL',
      () => entry('a', { request: { ...entry('a').request, url: 'https://ann:pw@api.example/' } }),
    ],
  ])('with %s is refused, and the outbox keeps nothing of it', async (_, given) => {
    const outbox = await stage.open();
    const value = given();
    const adding =
      value instanceof Request ? addRequest(outbox, value, { lane: 'x' }) : outbox.add(value);
    await expect(adding).rejects.toMatchObject({ code: 'INPUT_INVALID' });
    expect(outbox.entries.getSnapshot()).toEqual([]);
  });

  it('needs an owner', async () => {
    stage.identity.set(null);
    const outbox = await stage.open();
    await expect(addRequest(outbox, request(), { lane: 'x' })).rejects.toMatchObject({
      code: 'OWNER_MISSING',
    });
  });
});

describe('storage in trouble', () => {
  it('from a newer version of the app is reported and not changed', async () => {
    (await openDB(stage.name, 99)).close();
    const outbox = await stage.open();
    expect(isFailure(outbox.storage.getSnapshot(), 'STORAGE_NEWER')).toBe(true);
    await expect(outbox.add(entry('a'))).rejects.toMatchObject({ code: 'STORAGE_NEWER' });
  });

  it('gives way to a newer version of the app that opens meanwhile', async () => {
    const outbox = await stage.open();
    await outbox.add(entry('a'));
    const newer = await openDB(stage.name, 99);
    newer.close();
    await expect(outbox.add(entry('b'))).rejects.toMatchObject({ code: 'STORAGE_NEWER' });
  });
});

it('an outbox asks the browser for a background sync at every addition', async () => {
  const asked: string[] = [];
  const outbox = await stage.open({
    background: {
      requestSync: () => asked.push('sync'),
      wakeWorker() {},
    },
  });
  await outbox.add(entry('a'));
  // The caller hears of its entry first.
  await stage.server.next();
  expect(asked).toEqual(['sync']);
});

it('an outbox tells sinks the events of its entries, and nothing of their content', async () => {
  const events: TelemetryEvent[] = [];
  const outbox = await stage.open({ sinks: [(event) => events.push(event)] });
  await outbox.add(entry('a', { input: { text: 'private words' } }));
  (await stage.server.next()).answer(422, { detail: 'private words' });
  await untilState(outbox, 'a', 'dead');
  await outbox.drain();
  const states = events.flatMap((event) => (event.type === 'outbox.changed' ? [event.state] : []));
  expect(states).toEqual(['queued', 'sending', 'dead']);
  expect(events.some(({ type }) => type === 'outbox.burst')).toBe(true);
  expect(JSON.stringify(events)).not.toContain('private');
});

it('an entry is one trouble from the first send that failed to the send that got through', async () => {
  const incidents = createIncidents();
  const metrics = createMetrics({ platform: stage.platform });
  const outbox = await stage.open({ sinks: [incidents.sink, metrics.sink] });
  await outbox.add(entry('a'));
  (await stage.server.next()).answer(503);
  await untilState(outbox, 'a', 'waiting');
  expect(incidents.getSnapshot()).toMatchObject([
    { id: 'incident-a', code: 'UNAVAILABLE', entries: ['a'] },
  ]);
  await outbox.retry('a');
  (await stage.server.next()).answer(204);
  await untilGone(outbox, 'a');
  expect(incidents.getSnapshot()).toEqual([]);
  expect(metrics.getSnapshot().recovery).toMatchObject({ recovered: 1, failed: 0 });
});

it('an outbox does nothing any more once it is disposed', async () => {
  const outbox = await stage.open();
  await outbox.add(entry('a'));
  const arrival = await stage.server.next();
  await outbox.dispose();
  expect(arrival.signal?.aborted).toBe(true);
  expect(stage.platform.pending()).toBe(0);
  await expect(outbox.add(entry('b'))).rejects.toMatchObject({ code: 'DISPOSED', effect: 'none' });
});
