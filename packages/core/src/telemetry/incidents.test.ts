import { describe, expect, it } from 'vitest';
import { Failure } from '../failures/failure.ts';
import { UNAVAILABLE, SERVER_ERROR } from '../failures/kinds/http.ts';
import { ABORTED, OFFLINE } from '../failures/kinds/network.ts';
import type { FailureKind } from '../failures/failure-kind.ts';
import { createIncidents } from './create-incidents.ts';
import type { TelemetryEvent } from './telemetry-event.ts';

function watching() {
  const told: TelemetryEvent[] = [];
  const incidents = createIncidents({
    sink: (event) => void told.push(event),
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

  it('is one for a storm: what fails the same way at the same time joins it', () => {
    const { incidents, told, fail, succeed } = watching();
    for (let call = 0; call < 50; call += 1) fail(call, `operation ${call}`);
    expect(incidents.getSnapshot()).toHaveLength(1);
    for (let call = 0; call < 49; call += 1) succeed(60, `operation ${call}`);
    expect(incidents.getSnapshot()).toHaveLength(1);
    succeed(70, 'operation 49');
    expect(told.map(({ type }) => type)).toEqual(['incident.opened', 'incident.closed']);
    expect(told[1]).toMatchObject({ failures: 50, recovered: true });
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

  it('is given up when nobody hears of it any more', () => {
    const { incidents, told, fail, succeed } = watching();
    fail(0, 'list');
    succeed(1_000, 'other');
    expect(incidents.getSnapshot()).toEqual([]);
    expect(told[1]).toMatchObject({ type: 'incident.closed', recovered: false, durationMs: 1_000 });
  });

  it.each([ABORTED, OFFLINE])('is not what a user or a tunnel did: $code', (kind) => {
    const { incidents, fail } = watching();
    fail(0, 'list', kind);
    expect(incidents.getSnapshot()).toEqual([]);
  });

  it('hears of operations too: only an answer is a recovery', () => {
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
