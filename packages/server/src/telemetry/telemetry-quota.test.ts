import { randomUUID } from 'node:crypto';
import { Failure } from '@holdfast/core';
import { catalogue } from '@holdfast/core/failures';
import { createVirtualPlatform } from '@holdfast/testing';
import { expect, it } from 'vitest';
import { createIntake, type IntakeOptions, type IntakeAnswer } from './create-intake.ts';
import { memoryTelemetryStore } from './memory-telemetry-store.ts';

const DAY_MS = 86_400_000;

function setUp(options: Partial<IntakeOptions> = {}) {
  const platform = createVirtualPlatform();
  const store = memoryTelemetryStore();
  const intake = createIntake({ store, platform, ...options });
  const tell = async (count: number, source?: string, state = 'online'): Promise<IntakeAnswer> => {
    const events = Array.from({ length: count }, () => ({
      id: randomUUID(),
      severity: 'info',
      event: { type: 'connectivity.changed', at: 1, state },
    }));
    const headers = { 'content-type': 'application/json' };
    const body = JSON.stringify({ events });
    const request = new Request('http://test/', { method: 'POST', body, headers });
    const answer = await intake(request, source);
    expect(answer.status).toBe(200);
    return (await answer.json()) as IntakeAnswer;
  };
  return { platform, store, tell };
}

it('stores a limited number of events of one source in a day, and answers 200 to the others', async () => {
  const { tell, store, platform } = setUp({ perSource: { events: 5, bytes: 1e6 } });
  expect(await tell(3, 'a')).toEqual({ stored: 3, known: 0, dropped: 0 });
  // The page must not send refused events again, so the server answers 200.
  expect(await tell(4, 'a')).toEqual({ stored: 2, known: 0, dropped: 0, refused: 2 });
  expect(await tell(1, 'b')).toEqual({ stored: 1, known: 0, dropped: 0 });
  await platform.advance(DAY_MS);
  expect(await tell(1, 'a')).toEqual({ stored: 1, known: 0, dropped: 0 });
  expect(await store.latest(100)).toHaveLength(7);
});

it('stores a limited number of bytes of one source in a day', async () => {
  const { tell } = setUp({ perSource: { events: 1000, bytes: 1000 } });
  const { stored, refused = 0 } = await tell(100, 'a');
  expect(stored + refused).toBe(100);
  expect(stored).toBeLessThan(10);
  expect(stored).toBeGreaterThan(3);
});

it('stores a limited amount of all sources in a day, for any number of sources', async () => {
  const { tell, store } = setUp({ inTotal: { events: 50, bytes: 1e6 } });
  for (let source = 0; source < 12_000; source += 1) await tell(1, `source ${source}`);
  expect(await store.latest(1000)).toHaveLength(50);
});

it('does not count a source that is over its quota against the quota of all', async () => {
  const { tell } = setUp({
    perSource: { events: 2, bytes: 1e6 },
    inTotal: { events: 4, bytes: 1e6 },
  });
  await tell(400, 'flood');
  expect(await tell(2, 'page')).toEqual({ stored: 2, known: 0, dropped: 0 });
});

it('counts all batches without a source as one source', async () => {
  const { tell } = setUp({ perSource: { events: 2, bytes: 1e6 } });
  expect(await tell(3)).toMatchObject({ stored: 2, refused: 1 });
});

it('drops an event that is too large, and keeps the others of its batch', async () => {
  const { tell } = setUp({ maxEventBytes: 180 });
  expect(await tell(1, 'a', 'x'.repeat(60))).toEqual({ stored: 0, known: 0, dropped: 1 });
  expect(await tell(1, 'a')).toEqual({ stored: 1, known: 0, dropped: 0 });
});

it('keeps the latest events of a memory that is full', async () => {
  const store = memoryTelemetryStore({ maxEvents: 3 });
  const { tell } = setUp({ store });
  await tell(2, 'a');
  await tell(2, 'a', 'offline');
  const states = (await store.latest(9)).map(({ event }) => (event as { state?: string }).state);
  expect(states).toEqual(['offline', 'offline', 'online']);
});

it('does not count events that were not stored against a quota: on a full disk, or sent again', async () => {
  let isFull = true;
  const store = memoryTelemetryStore();
  const add: typeof store.add = (events) =>
    isFull ? Promise.reject(new Failure(catalogue.DATABASE_FULL)) : store.add(events);
  const platform = createVirtualPlatform();
  const perSource = { events: 5, bytes: 1e6 };
  const intake = createIntake({ store: { ...store, add }, platform, perSource });
  const batch = (from: number): Promise<Response> => {
    const events = Array.from({ length: 4 }, (_, at) => ({
      ...{ id: `event-${from + at}`, severity: 'info' },
      event: { type: 'connectivity.changed', at: 1, state: 'online' },
    }));
    const headers = { 'content-type': 'application/json' };
    const body = JSON.stringify({ events });
    return intake(new Request('http://test/', { method: 'POST', body, headers }), 'a');
  };
  for (let turn = 0; turn < 10; turn += 1) {
    await expect(batch(0)).rejects.toMatchObject({ code: 'DATABASE_FULL' });
  }
  isFull = false;
  expect(await (await batch(0)).json()).toEqual({ stored: 4, known: 0, dropped: 0 });
  for (let turn = 0; turn < 10; turn += 1) {
    const { refused = 0, known } = (await (await batch(0)).json()) as IntakeAnswer;
    expect([known + refused, refused]).toEqual([4, 3]);
  }
  expect(await (await batch(10)).json()).toEqual({ stored: 1, known: 0, dropped: 0, refused: 3 });
});
