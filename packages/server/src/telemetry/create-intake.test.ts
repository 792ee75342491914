import { Failure } from '@holdfast/core';
import { catalogue } from '@holdfast/core/failures';
import { createBeacon, type TelemetryEvent } from '@holdfast/core/telemetry';
import { createVirtualPlatform } from '@holdfast/testing';
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { allowedEvent } from './allowed-event.ts';
import { createIntake, type IntakeOptions } from './create-intake.ts';
import { memoryTelemetryStore } from './memory-telemetry-store.ts';

vi.setConfig({ testTimeout: 60_000 });

function setUp(options: Partial<IntakeOptions> = {}) {
  const store = memoryTelemetryStore();
  const platform = createVirtualPlatform();
  const intake = createIntake({ store, platform, ...options });
  const post = (body: unknown) =>
    intake(
      new Request('http://test/telemetry', {
        method: 'POST',
        body: typeof body === 'string' ? body : JSON.stringify(body),
        headers: { 'content-type': 'application/json' },
      }),
    );
  const answer = async (body: unknown): Promise<unknown> => (await post(body)).json();
  return { store, platform, post, answer };
}

const at = 1_767_225_600_000;
const settled = (extra: object = {}): object => ({
  id: 'e-1',
  severity: 'warning',
  event: {
    type: 'operation.settled',
    at,
    operation: 'story.tell',
    outcome: 'failed',
    durationMs: 12,
    ...extra,
  },
});

describe('the intake', () => {
  it('keeps each event once, though a beacon that lost the answer sends it again', async () => {
    const { store, platform, post } = setUp();
    let answers = 0;
    const beacon = createBeacon({
      platform,
      send: async (body) => {
        const answer = await post(body);
        answers += 1;
        // The first answer is lost on its way back.
        return answers > 1 && answer.ok;
      },
    });
    const failure = new Failure(catalogue.UNAUTHENTICATED).toJSON();
    beacon.sink({ type: 'connectivity.changed', at, state: 'offline' });
    beacon.sink({
      type: 'operation.settled',
      ...{ at, operation: 'character.save', outcome: 'failed', durationMs: 8, failure },
    });
    await platform.advance(60_000);
    expect(beacon.status.getSnapshot()).toMatchObject({ waiting: 0, dropped: 0 });
    expect(answers).toBeGreaterThan(1);
    const kept = await store.latest(10);
    expect(kept.map(({ event }) => event.type)).toEqual([
      'operation.settled',
      'connectivity.changed',
    ]);
    expect(kept[0]).toMatchObject({
      severity: 'warning',
      event: { failure: { code: 'UNAUTHENTICATED' } },
    });
    beacon.dispose();
  });

  it('says what became of a batch', async () => {
    const { answer } = setUp();
    expect(await answer({ events: [settled()] })).toEqual({ stored: 1, known: 0, dropped: 0 });
    const mixed = [settled(), { ...settled(), id: 'e-2' }, { id: 'e-3' }, null, 7];
    expect(await answer({ events: mixed })).toEqual({ stored: 1, known: 1, dropped: 3 });
  });

  it('keeps members the type has, and of these only words, numbers and booleans', async () => {
    const { store, answer } = setUp();
    const secret = 'The melancholic keeper';
    await answer({
      events: [
        settled({
          operation: secret,
          outcome: 'failed',
          prompt: secret,
          incidentId: 'i-1',
          failure: {
            ...new Failure(catalogue.NOT_FOUND, { incidentId: 'i-1' }).toJSON(),
            message: secret,
            details: { text: secret, word: 'fine' },
          },
        }),
      ],
      more: secret,
    });
    const kept = JSON.stringify(await store.latest(1));
    expect(kept).not.toContain('melancholic');
    expect(JSON.parse(kept)).toMatchObject([
      { event: { outcome: 'failed', incidentId: 'i-1', failure: { code: 'NOT_FOUND' } } },
    ]);
  });

  it('keeps with each event the release and the session of the page that reports it', async () => {
    const { store, platform, post } = setUp();
    const beacon = createBeacon({
      ...{ platform, release: '1.4.0+b7' },
      send: async (body) => (await post(body)).ok,
    });
    beacon.sink({ type: 'connectivity.changed', at, state: 'offline' });
    beacon.sink({ type: 'connectivity.changed', at, state: 'online' });
    await beacon.flush();
    const [one, other] = await store.latest(2);
    expect(one).toMatchObject({ release: '1.4.0+b7', session: expect.any(String) as string });
    expect(other?.session).toBe(one?.session);
    beacon.dispose();
  });

  it.each<[string, unknown]>([
    ['private text', 'Mara of Hill Street'],
    ['a number', 7],
    ['an object', { toString: 'x' }],
    ['nothing', ''],
    ['a token', 'AbCdEfGhIjKlMnOpQrStUvWx0123'],
    ['an endless word', 'x'.repeat(65)],
  ])('drops %s in place of a release or a session, and keeps the events', async (_, junk) => {
    const { store, answer } = setUp();
    const batch = { release: junk, session: junk, events: [settled()] };
    expect(await answer(batch)).toEqual({ stored: 1, known: 0, dropped: 0 });
    const [kept] = await store.latest(1);
    expect(Object.keys(kept ?? {}).toSorted()).toEqual(['event', 'id', 'receivedAt', 'severity']);
  });

  it.each<[string, unknown, string]>([
    ['no JSON', '{"events":', 'JSON_INVALID'],
    ['no batch', { event: [] }, 'REQUEST_INVALID'],
    ['nothing', 'null', 'REQUEST_INVALID'],
    ['no list', { events: {} }, 'REQUEST_INVALID'],
    ['too many events', { events: Array.from({ length: 4 }, () => settled()) }, 'REQUEST_INVALID'],
    ['too much', { events: [settled({ operation: 'x'.repeat(2000) })] }, 'BODY_TOO_LARGE'],
    ['endless nesting', `{"events":${'['.repeat(99)}${']'.repeat(99)}}`, 'REQUEST_INVALID'],
  ])('refuses %s, and keeps nothing', async (_, body, code) => {
    const { store, post } = setUp({ maxEvents: 3, maxBytes: 2000 });
    await expect(post(body)).rejects.toMatchObject({ code });
    expect(await store.latest(1)).toEqual([]);
  });
});

it.each<[string, unknown]>([
  ['without an id', { ...settled(), id: undefined }],
  ['with a token for an id', { ...settled(), id: 'AbCdEfGhIjKlMnOpQrStUvWx0123' }],
  ['of an unknown severity', { ...settled(), severity: 'fatal' }],
  ['of an unknown type', settled({ type: 'prompt.typed' })],
  ['of a type only servers tell of', settled({ type: 'threat.noticed' })],
  ['of a type all objects inherit', settled({ type: 'constructor' })],
  ['without a time', settled({ at: 'now' })],
])('a report %s is no event', (_, sent) => {
  expect(allowedEvent(sent)).toBeUndefined();
});

const failure = new Failure(catalogue.NETWORK_FAILED, { incidentId: 'i-1' }).toJSON();

it.each<TelemetryEvent>([
  { type: 'operation.started', at, operation: 'story.tell' },
  { type: 'operation.settled', at, operation: 'story.tell', outcome: 'live', durationMs: 12 },
  {
    type: 'attempt.settled',
    ...{ at, name: 'story.tell', attempt: 2, durationMs: 12, delayMs: 200, failure },
  },
  { type: 'circuit.changed', at, name: 'api', state: 'open' },
  { type: 'budget.changed', at, owner: 'u-1', step: 'reserved', micros: 20, share: 0.5 },
  { type: 'endpoint.changed', at, url: 'eu', state: 'ejected' },
  {
    type: 'incident.opened',
    ...{ at, incidentId: 'i-1', name: 'api', code: 'NETWORK_FAILED', severity: 'warning' },
  },
  {
    type: 'incident.closed',
    ...{ at, incidentId: 'i-1', name: 'api', code: 'NETWORK_FAILED', recovered: true },
    ...{ durationMs: 900, failures: 3 },
  },
  { type: 'outbox.changed', at, entryId: 'e-1', operation: 'character.save', state: 'sending' },
  { type: 'outbox.burst', at, sender: 'worker', epoch: 3, sent: 2, waitedMs: 40 },
  { type: 'render.uncaught', at, failure },
  { type: 'render.recovered', at, failure },
  { type: 'boundary.caught', at, boundary: 'sparks', failure },
  { type: 'handler.caught', at, handler: 'like', route: 'inline', failure },
  { type: 'draft.changed', at, draft: 'sheet', state: 'stored' },
  { type: 'connectivity.changed', at, state: 'offline' },
  {
    type: 'restart.changed',
    ...{ at, what: 'worker', name: '/worker.js', state: 'restarting', attempt: 2, delayMs: 900 },
  },
])('keeps all that its type has: $type', (event) => {
  for (const severity of ['critical', 'warning', 'info', 'debug']) {
    expect(allowedEvent({ id: 'e-1', severity, event })).toEqual({ id: 'e-1', severity, event });
  }
});

it.each<[TelemetryEvent['type'], object]>([
  ['render.uncaught', { operation: 'story.tell', name: 'api', state: 'open' }],
  ['operation.started', { outcome: 'live', durationMs: 12, attempt: 2 }],
  ['connectivity.changed', { draft: 'sheet', boundary: 'sparks', url: 'eu' }],
])('leaves out of %s what other types have', (type, others) => {
  expect(
    allowedEvent({ id: 'e-1', severity: 'info', event: { type, at, ...others } })?.event,
  ).toEqual({ type, at });
});

it('accepts or drops every sent value, and never throws', () => {
  const events = fc.record(
    {
      id: fc.oneof(fc.uuid(), fc.anything()),
      severity: fc.oneof(fc.constantFrom('critical', 'debug'), fc.anything()),
      event: fc.record({
        type: fc.oneof(
          fc.constantFrom<TelemetryEvent['type'][]>('outbox.burst', 'draft.changed'),
          fc.anything(),
        ),
        at: fc.oneof(fc.integer(), fc.anything()),
        draft: fc.anything(),
        state: fc.anything(),
        failure: fc.anything(),
      }),
    },
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(fc.oneof(events, fc.anything()), (sent) => {
      const event = allowedEvent(sent);
      expect(event === undefined || JSON.stringify(event).length < 4000).toBe(true);
    }),
    { numRuns: 10_000 },
  );
});
