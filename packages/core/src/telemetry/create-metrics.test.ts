import { createVirtualPlatform, createWorld } from '@holdfast/testing';
import { describe, expect, it } from 'vitest';
import { Failure } from '../failures/failure.ts';
import type { FailureKind } from '../failures/failure-kind.ts';
import { NOT_FOUND, SERVER_ERROR, UNAVAILABLE } from '../failures/kinds/http.ts';
import {
  CROSS_SITE_REFUSED,
  SESSION_EXPIRED,
  SESSION_REVOKED,
  SUBJECT_MISMATCH,
  UNAUTHENTICATED,
} from '../failures/kinds/identity.ts';
import { ABORTED } from '../failures/kinds/network.ts';
import { DEFECT } from '../failures/kinds/runtime.ts';
import { defineWrite } from '../operations/write/define-write.ts';
import { fixedBackoff } from '../policies/retry/backoff.ts';
import { pipeline } from '../policies/engine/pipeline.ts';
import { tellAttempts } from '../policies/engine/tell-attempts.ts';
import { retry } from '../policies/retry/retry.ts';
import { createIncidents } from './create-incidents.ts';
import { createMetrics } from './create-metrics.ts';
import { countEvent, newCounts } from './metrics-state.ts';
import type { TelemetryEvent } from './telemetry-event.ts';

const of = (kind: FailureKind) => new Failure(kind).toJSON();

const entryIs = (
  at: number,
  entryId: string,
  state: string,
  kind?: FailureKind,
): TelemetryEvent => ({
  ...{ type: 'outbox.changed', at, entryId, operation: 'save', state },
  incidentId: `of ${entryId}`,
  ...(kind && { failure: of(kind) }),
});

function measured(events: readonly TelemetryEvent[], now = 0) {
  const platform = createVirtualPlatform({ now });
  const metrics = createMetrics({ platform, memoryBytes: () => 7 });
  for (const event of events) metrics.sink(event);
  return metrics.getSnapshot();
}

describe('metrics', () => {
  it('count failures by code and family, attempt by attempt, and not again for the operation', () => {
    const attempt = { type: 'attempt.settled', at: 0, name: 'list', durationMs: 10 } as const;
    const { failures, latency, retries } = measured([
      { ...attempt, attempt: 1, incidentId: 'i1', failure: of(UNAVAILABLE), delayMs: 5 },
      { ...attempt, attempt: 2, incidentId: 'i1', failure: of(UNAVAILABLE) },
      {
        type: 'operation.settled',
        at: 0,
        operation: 'list',
        outcome: 'failed',
        durationMs: 30,
        incidentId: 'i1',
        failure: of(UNAVAILABLE),
      },
      {
        type: 'operation.settled',
        at: 0,
        operation: 'user.read',
        outcome: 'failed',
        durationMs: 30,
        failure: of(UNAUTHENTICATED),
      },
      {
        type: 'operation.settled',
        at: 0,
        operation: 'user.read',
        outcome: 'failed',
        durationMs: 30,
        failure: of(UNAUTHENTICATED),
      },
      { ...attempt, attempt: 1, failure: of(ABORTED) },
      { type: 'boundary.caught', at: 0, boundary: 'cast', failure: of(DEFECT) },
      { type: 'render.uncaught', at: 0, failure: of(DEFECT) },
    ]);
    expect(failures.byCode).toEqual({ UNAVAILABLE: 2, UNAUTHENTICATED: 2, DEFECT: 2 });
    expect(failures.byFamily).toMatchObject({ auth: 2 });
    expect(failures.auth).toBe(2);
    expect(retries).toEqual({ recovered: 0, failed: 1 });
    expect(latency.attempts.p99).toBeCloseTo(10, 0);
    expect(latency.operations.p50).toBeCloseTo(30, 0);
  });

  it('count every refusal of a user as a failure of access, of whichever family it is', () => {
    const settled = { type: 'operation.settled', at: 0, operation: 'list' } as const;
    const { failures } = measured(
      [SUBJECT_MISMATCH, SESSION_EXPIRED, SESSION_REVOKED, CROSS_SITE_REFUSED, NOT_FOUND].map(
        (kind) => ({ ...settled, outcome: 'failed', durationMs: 1, failure: of(kind) }),
      ),
    );
    expect(failures.auth).toBe(4);
  });

  it('tell the recovery rate and how long recovery took', async () => {
    const platform = createVirtualPlatform();
    const metrics = createMetrics({ platform });
    const run = pipeline(
      { platform },
      retry({ maxAttempts: 2, backoff: fixedBackoff(400) }),
      tellAttempts(metrics.sink),
    );
    let left = 3;
    const failing = (): Promise<string> =>
      (left -= 1) >= 0 ? Promise.reject(new Failure(UNAVAILABLE)) : Promise.resolve('well');
    const calls = [run(failing, { key: 'a' }), run(failing, { key: 'b' })].map((call) =>
      call.catch(() => {}),
    );
    await platform.advance(1_000);
    await Promise.all(calls);
    const { recovery, retries } = metrics.getSnapshot();
    expect(recovery).toMatchObject({ recovered: 1, failed: 1, rate: 1 / 2 });
    expect(recovery.timeMs.p50).toBeCloseTo(400, -1);
    expect(retries).toEqual({ recovered: 1, failed: 1 });
  });

  it('count as trouble only a failure that opens an incident: a 404 is an answer, from which no call recovers', async () => {
    const metrics = createMetrics();
    const incidents = createIncidents();
    const both = (event: TelemetryEvent): void => {
      metrics.sink(event);
      incidents.sink(event);
    };
    const run = pipeline(tellAttempts(both));
    for (let call = 0; call < 9; call += 1) {
      await run(() => Promise.reject(new Failure(NOT_FOUND))).catch(() => {});
    }
    expect(incidents.getSnapshot()).toEqual([]);
    const { failures, recovery } = metrics.getSnapshot();
    expect(failures.byCode).toEqual({ NOT_FOUND: 9 });
    expect(recovery).toMatchObject({ recovered: 0, failed: 0, rate: undefined });
  });

  it('count a failure that came after an attempt that worked', () => {
    const named = { at: 0, incidentId: 'i1', durationMs: 1 } as const;
    const { failures } = measured([
      { ...named, type: 'attempt.settled', name: 'list', attempt: 1 },
      {
        ...named,
        type: 'operation.settled',
        operation: 'list',
        outcome: 'failed',
        failure: of(DEFECT),
      },
    ]);
    expect(failures.byCode).toEqual({ DEFECT: 1 });
  });

  it('ignore a trouble without an incident id', () => {
    const attempt = { type: 'attempt.settled', at: 0, name: 'list', durationMs: 1 } as const;
    const { recovery, failures } = measured([
      { ...attempt, attempt: 1, failure: of(UNAVAILABLE), delayMs: 5 },
      { ...attempt, attempt: 2 },
      { ...attempt, attempt: 1, failure: of(UNAVAILABLE) },
      { type: 'operation.settled', at: 0, operation: 'list', outcome: 'live', durationMs: 3 },
    ]);
    expect(recovery).toMatchObject({ recovered: 0, failed: 0 });
    expect(failures.byCode).toEqual({ UNAVAILABLE: 2 });
  });

  it('tell for how long circuits were open, including those that are still open', () => {
    const changed = { type: 'circuit.changed', name: 'api' } as const;
    const { circuits } = measured(
      [
        { ...changed, at: 100, state: 'open' },
        { ...changed, at: 300, state: 'half-open' },
        { ...changed, at: 400, state: 'closed' },
        { ...changed, at: 450, state: 'closed' },
        { ...changed, at: 800, state: 'open' },
      ],
      1_000,
    );
    expect(circuits).toEqual({ open: ['api'], openMs: 500 });
  });

  it('tell how many entries wait and how long the oldest has waited, whichever tab added them', async () => {
    const { outbox, platform, holdfast } = createWorld();
    const save = defineWrite('save', { request: () => ({ path: 'a' }), offline: 'queue' });
    const add = async () => {
      void holdfast.run(save);
      await platform.advance(500);
    };
    await add();
    const metrics = createMetrics({ platform, outbox });
    await add();
    expect(metrics.getSnapshot().outbox).toEqual({ entries: 2, oldestMs: 1_000 });
    outbox.apply(outbox.entries.getSnapshot()[0]?.id ?? '');
    expect(metrics.getSnapshot().outbox).toEqual({ entries: 1, oldestMs: 500 });
    metrics.dispose();
    await add();
    expect(metrics.getSnapshot().outbox.entries).toBe(1);
  });

  describe('of queued writes', () => {
    it('count one trouble for all sends of an entry, recovered when it got through', () => {
      const sends = [0, 1, 2, 3, 4].map((send) =>
        entryIs(send * 1_000, 'a', 'waiting', UNAVAILABLE),
      );
      const { failures, recovery } = measured([
        entryIs(0, 'a', 'queued'),
        ...sends,
        entryIs(9_000, 'a', 'applied'),
        // Another tab, whose events are counted as well, made the same request and got the same success.
        entryIs(9_001, 'a', 'applied'),
      ]);
      expect(failures.byCode).toEqual({ UNAVAILABLE: 5 });
      expect(recovery).toMatchObject({ recovered: 1, failed: 0, rate: 1 });
      expect(recovery.timeMs.p50).toBeCloseTo(9_000, -3);
    });

    it('count a dead letter as failed, and no entry that waits, was taken back or met no trouble', () => {
      const { recovery } = measured([
        entryIs(0, 'waits', 'waiting', UNAVAILABLE),
        entryIs(0, 'blocked', 'blocked', UNAUTHENTICATED),
        entryIs(0, 'back', 'waiting', UNAVAILABLE),
        entryIs(1, 'back', 'cancelled'),
        entryIs(0, 'dead', 'dead', SERVER_ERROR),
        entryIs(0, 'refused', 'dead', NOT_FOUND),
        entryIs(0, 'well', 'applied'),
      ]);
      expect(recovery).toMatchObject({ recovered: 0, failed: 1 });
    });

    it('do not count a failure again when the operation ends with it', () => {
      const settled = { type: 'operation.settled', at: 0, operation: 'save' } as const;
      const { failures } = measured([
        entryIs(0, 'a', 'dead', NOT_FOUND),
        {
          ...{ ...settled, outcome: 'failed', durationMs: 1, incidentId: 'of a' },
          failure: of(NOT_FOUND),
        },
      ]);
      expect(failures.byCode).toEqual({ NOT_FOUND: 1 });
    });
  });

  it('tell drafts lost, cost, answers from the cache and memory', () => {
    const budget = { type: 'budget.changed', at: 0, owner: 'ann', share: 0.1, micros: 40 } as const;
    const snapshot = measured([
      { type: 'draft.changed', at: 0, draft: 'd', state: 'lost' },
      { type: 'draft.changed', at: 0, draft: 'd', state: 'saved' },
      { ...budget, step: 'reserved', micros: 70 },
      { ...budget, step: 'committed' },
      { type: 'operation.settled', at: 0, operation: 'list', outcome: 'stale', durationMs: 3 },
      { type: 'operation.settled', at: 0, operation: 'list', outcome: 'live', durationMs: 3 },
      { type: 'connectivity.changed', at: 0, state: 'online' },
    ]);
    expect(snapshot).toMatchObject({
      drafts: { lost: 1 },
      costMicros: 40,
      cache: { hits: 1 },
      outcomes: { stale: 1, live: 1 },
      memoryBytes: 7,
    });
  });

  it('have no figures at first', () => {
    expect(measured([])).toMatchObject({
      failures: { byCode: {}, byFamily: {}, auth: 0 },
      recovery: { recovered: 0, failed: 0, rate: undefined },
      outbox: { entries: 0, oldestMs: 0 },
      latency: { attempts: { p50: undefined } },
    });
  });

  it('keep a bounded memory in the longest storm', () => {
    const counts = newCounts();
    for (let call = 0; call < 5_000; call += 1) {
      countEvent(counts, {
        type: 'attempt.settled',
        at: call,
        name: 'list',
        attempt: 1,
        durationMs: 1,
        incidentId: `i${call}`,
        failure: of(UNAVAILABLE),
        delayMs: 1,
      });
    }
    expect([counts.troubles.size, counts.counted.size]).toEqual([1_000, 1_000]);
  });
});

describe('metrics as an observable', () => {
  const started = { type: 'draft.changed', at: 0, draft: 'd', state: 'lost' } as const;

  it('tell their listeners once for all events of a second', async () => {
    const platform = createVirtualPlatform();
    const metrics = createMetrics({ platform });
    let heard = 0;
    const leave = metrics.subscribe(() => (heard += 1));
    for (let call = 0; call < 10; call += 1) metrics.sink(started);
    expect(metrics.getSnapshot().drafts.lost).toBe(0);
    await platform.advance(1_000);
    expect([heard, metrics.getSnapshot().drafts.lost]).toEqual([1, 10]);
    expect(metrics.getSnapshot()).toBe(metrics.getSnapshot());
    leave();
    leave();
    expect(platform.pending()).toBe(0);
  });

  it('leave no timer when the last listener goes, nor when disposed', async () => {
    const platform = createVirtualPlatform();
    const metrics = createMetrics({ platform });
    metrics.sink(started);
    const leave = metrics.subscribe(() => {});
    expect(platform.pending()).toBe(1);
    leave();
    expect(platform.pending()).toBe(0);
    metrics.subscribe(() => {});
    metrics.dispose();
    metrics.sink(started);
    expect(platform.pending()).toBe(0);
  });
});
