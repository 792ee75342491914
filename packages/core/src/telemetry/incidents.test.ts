import { describe, expect, it } from 'vitest';
import { Failure } from '../failures/failure.ts';
import { CONFLICT, NOT_FOUND, SERVER_ERROR, UNAVAILABLE } from '../failures/kinds/http.ts';
import { ABORTED, OFFLINE } from '../failures/kinds/network.ts';
import { DEFECT } from '../failures/kinds/runtime.ts';
import type { FailureKind } from '../failures/failure-kind.ts';
import { createIncidents } from './create-incidents.ts';
import type { TelemetryEvent } from './telemetry-event.ts';

function watching() {
  const told: TelemetryEvent[] = [];
  const incidents = createIncidents({
    sinks: [(event) => void told.push(event)],
    stormMs: 100,
    quietMs: 1_000,
  });
  const fail = (
    at: number,
    name: string,
    kind: FailureKind = UNAVAILABLE,
    incidentId?: string,
  ): void =>
    incidents.sink({
      type: 'attempt.settled',
      at,
      name,
      attempt: 1,
      durationMs: 1,
      incidentId,
      failure: new Failure(kind, { incidentId: `of ${name}` }).toJSON(),
    });
  const succeed = (at: number, name: string): void =>
    incidents.sink({ type: 'attempt.settled', at, name, attempt: 1, durationMs: 1 });
  return { incidents, told, fail, succeed };
}

const entry = (at: number, entryId: string, state: string, kind?: FailureKind): TelemetryEvent => ({
  ...{ type: 'outbox.changed', at, entryId, operation: 'save', state },
  incidentId: `of ${entryId}`,
  ...(kind && { failure: new Failure(kind).toJSON() }),
});

describe('an incident', () => {
  it('is opened by the first failure of an operation and closed by its recovery', () => {
    const { incidents, told, fail, succeed } = watching();
    succeed(0, 'list');
    fail(10, 'list', UNAVAILABLE, 'i1');
    fail(500, 'list');
    expect(incidents.getSnapshot()).toMatchObject([
      { id: 'i1', failures: 2, openedAt: 10, names: ['list'] },
    ]);
    succeed(900, 'other');
    succeed(910, 'list');
    expect(incidents.getSnapshot()).toEqual([]);
    expect(told).toEqual([
      {
        type: 'incident.opened',
        at: 10,
        incidentId: 'i1',
        name: 'list',
        code: 'UNAVAILABLE',
        severity: 'warning',
      },
      {
        type: 'incident.closed',
        at: 910,
        incidentId: 'i1',
        name: 'list',
        code: 'UNAVAILABLE',
        recovered: true,
        durationMs: 900,
        failures: 2,
      },
    ]);
  });

  it('is a single one for an outage: operations that fail in the same way at the same time join it', () => {
    const { incidents, told, fail, succeed } = watching();
    for (let call = 0; call < 50; call += 1) fail(9_000 + call, `operation ${call}`);
    expect(incidents.getSnapshot()).toHaveLength(1);
    for (let call = 0; call < 49; call += 1) succeed(9_060, `operation ${call}`);
    expect(incidents.getSnapshot()).toHaveLength(1);
    succeed(9_070, 'operation 49');
    expect(told.map(({ type }) => type)).toEqual(['incident.opened', 'incident.closed']);
    expect(told[1]).toMatchObject({ failures: 50, recovered: true });
  });

  it('goes on for the operations that have not recovered, apart from other troubles', () => {
    const { incidents, told, fail, succeed } = watching();
    fail(0, 'list', UNAVAILABLE, 'i1');
    fail(10, 'save', SERVER_ERROR, 'i2');
    fail(20, 'tell');
    succeed(500, 'list');
    expect(incidents.getSnapshot()).toMatchObject([
      { id: 'i1', names: ['tell'], failures: 2, openedAt: 0, lastAt: 500 },
      { id: 'i2', names: ['save'], failures: 1, openedAt: 10, lastAt: 10 },
    ]);
    fail(600, 'save', SERVER_ERROR);
    expect(incidents.getSnapshot()).toMatchObject([{ failures: 2 }, { failures: 2, lastAt: 600 }]);
    succeed(700, 'tell');
    expect(incidents.getSnapshot()).toMatchObject([{ id: 'i2' }]);
    expect(told.at(-1)).toMatchObject({ type: 'incident.closed', incidentId: 'i1', failures: 2 });
  });

  it('is not given up while events of it still come', () => {
    const { incidents, told, fail } = watching();
    fail(0, 'list', UNAVAILABLE, 'i1');
    fail(999, 'list');
    fail(1_998, 'list');
    expect(incidents.getSnapshot()).toMatchObject([{ openedAt: 0, failures: 3 }]);
    fail(2_998, 'list', UNAVAILABLE, 'i2');
    expect(told.map(({ type, incidentId }) => [type, incidentId])).toEqual([
      ['incident.opened', 'i1'],
      ['incident.closed', 'i1'],
      ['incident.opened', 'i2'],
    ]);
  });

  it('keeps its operations, although another incident like it goes on at the same time', () => {
    const { incidents, fail, succeed } = watching();
    fail(0, 'list');
    fail(200, 'tell');
    fail(205, 'list');
    fail(210, 'tell');
    expect(incidents.getSnapshot()).toMatchObject([
      { names: ['list'], failures: 2 },
      { names: ['tell'], failures: 2 },
    ]);
    succeed(300, 'tell');
    expect(incidents.getSnapshot()).toMatchObject([{ names: ['list'] }]);
  });

  it('does not change with an event that does not concern it', () => {
    const { incidents, fail, succeed } = watching();
    fail(0, 'list');
    const before = incidents.getSnapshot();
    succeed(10, 'other');
    incidents.sink({ type: 'connectivity.changed', at: 20, state: 'online' });
    expect(incidents.getSnapshot()).toBe(before);
  });

  it.each<[string, TelemetryEvent]>([
    [
      'a caller that aborted',
      {
        type: 'operation.settled',
        at: 0,
        operation: 'list',
        outcome: 'failed',
        durationMs: 1,
        failure: new Failure(ABORTED).toJSON(),
      },
    ],
    [
      'a widget that broke',
      { type: 'boundary.caught', at: 0, boundary: 'cast', failure: new Failure(DEFECT).toJSON() },
    ],
  ])('is not %s', (_, event) => {
    const { incidents } = watching();
    incidents.sink(event);
    expect(incidents.getSnapshot()).toEqual([]);
  });

  it('is another one for another code, or later', () => {
    const { incidents, fail } = watching();
    fail(0, 'list');
    fail(1, 'save', SERVER_ERROR);
    fail(100, 'tell');
    expect(incidents.getSnapshot().map(({ names }) => names)).toEqual([
      ['list'],
      ['save'],
      ['tell'],
    ]);
  });

  it('is given up when no event of it comes any more', () => {
    const { incidents, told, fail, succeed } = watching();
    fail(0, 'list');
    succeed(1_000, 'other');
    expect(incidents.getSnapshot()).toEqual([]);
    expect(told[1]).toMatchObject({ type: 'incident.closed', recovered: false, durationMs: 1_000 });
  });

  it.each([ABORTED, OFFLINE])(
    'does not open for an act of the user or a device without a network: $code',
    (kind) => {
      const { incidents, fail } = watching();
      fail(0, 'list', kind);
      expect(incidents.getSnapshot()).toEqual([]);
    },
  );

  it('hears the ends of operations too, and only an answer is a recovery', () => {
    const { incidents } = watching();
    const failure = new Failure(UNAVAILABLE, { incidentId: 'i1' }).toJSON();
    const settled = { type: 'operation.settled', at: 0, operation: 'list', durationMs: 1 } as const;
    incidents.sink({ ...settled, outcome: 'stale', failure });
    incidents.sink({ ...settled, outcome: 'queued' });
    incidents.sink({ ...settled, outcome: 'failed', failure: new Failure(ABORTED).toJSON() });
    incidents.sink({ type: 'connectivity.changed', at: 0, state: 'online' });
    expect(incidents.getSnapshot()).toHaveLength(1);
    incidents.sink({ ...settled, outcome: 'live' });
    expect(incidents.getSnapshot()).toHaveLength(0);
  });

  it('is a single one for all sends of a queued write, until it got through', () => {
    const { incidents, told } = watching();
    for (let send = 0; send < 5; send += 1) {
      incidents.sink(entry(send * 900, 'a', 'sending'));
      incidents.sink(entry(send * 900 + 10, 'a', 'waiting', UNAVAILABLE));
    }
    expect(incidents.getSnapshot()).toMatchObject([
      { id: 'of a', failures: 5, names: ['save'], entries: ['a'] },
    ]);
    incidents.sink(entry(4_000, 'a', 'applied'));
    incidents.sink(entry(4_001, 'a', 'applied'));
    expect(incidents.getSnapshot()).toEqual([]);
    expect(told).toMatchObject([
      { type: 'incident.opened', at: 10, incidentId: 'of a', name: 'save' },
      { type: 'incident.closed', incidentId: 'of a', name: 'save', recovered: true, failures: 5 },
    ]);
  });

  it('goes on for a queued write while others of the same operation get through', () => {
    const { incidents, told, fail, succeed } = watching();
    incidents.sink(entry(0, 'a', 'waiting', UNAVAILABLE));
    incidents.sink(entry(50, 'b', 'waiting', UNAVAILABLE));
    incidents.sink(entry(100, 'b', 'applied'));
    succeed(110, 'save');
    expect(incidents.getSnapshot()).toMatchObject([{ id: 'of a', names: [], entries: ['a'] }]);
    fail(300, 'save');
    incidents.sink(entry(400, 'a', 'blocked', CONFLICT));
    expect(incidents.getSnapshot()).toMatchObject([
      { id: 'of a', names: ['save'], entries: ['a'], failures: 3 },
      { names: ['save'], entries: [] },
    ]);
    incidents.sink(entry(500, 'a', 'applied'));
    expect(incidents.getSnapshot()).toEqual([]);
    expect(told.map(({ type }) => type)).toEqual([
      'incident.opened',
      'incident.opened',
      'incident.closed',
      'incident.closed',
    ]);
  });

  it('does not open for a queued write that was refused for its content, or taken back', () => {
    const { incidents } = watching();
    incidents.sink(entry(0, 'a', 'queued'));
    incidents.sink(entry(0, 'a', 'dead', NOT_FOUND));
    incidents.sink(entry(0, 'a', 'cancelled'));
    expect(incidents.getSnapshot()).toEqual([]);
    incidents.sink(entry(0, 'b', 'waiting', UNAVAILABLE));
    incidents.sink(entry(0, 'b', 'cancelled'));
    expect(incidents.getSnapshot()).toHaveLength(1);
  });

  it('never has a negative duration, also when the clock was set back meanwhile', () => {
    const { told, fail, succeed } = watching();
    fail(5_000, 'list');
    succeed(10, 'list');
    expect(told.at(-1)).toMatchObject({ type: 'incident.closed', durationMs: 0 });
  });

  it('needs no sink of its own', () => {
    const incidents = createIncidents();
    const failure = new Failure(UNAVAILABLE).toJSON();
    incidents.sink({
      type: 'attempt.settled',
      at: 0,
      name: 'list',
      attempt: 1,
      durationMs: 1,
      failure,
    });
    expect(incidents.getSnapshot()).toHaveLength(1);
  });
});
