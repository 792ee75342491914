import { expect, it } from 'vitest';
import { Failure } from '@holdfast/core';
import { catalogue } from '@holdfast/core/failures';
import type { RequestLog } from '@holdfast/server/parts';
import type { TelemetryEvent } from '@holdfast/core/telemetry';
import { createRollups, memoryRollupStore, serverCounts } from '@holdfast/server/monitoring';
import { createVirtualPlatform } from '@holdfast/testing';
import { countRequests } from './count-requests.ts';
import { metricsCsv } from './metrics-csv.ts';
import { metricsReport, type MetricsFilter } from './metrics-report.ts';
import { readAffected } from './read-affected.ts';

const MINUTE_MS = 60_000;
const AT = 60 * MINUTE_MS;

function counted() {
  const platform = createVirtualPlatform({ now: AT });
  const store = memoryRollupStore();
  const rollups = createRollups({ store, platform });
  const request = countRequests(serverCounts(rollups));
  const ask = (status: number, durationMs: number, more: Partial<RequestLog> = {}): void =>
    request({ method: 'GET', route: '/api/characters', status, durationMs, ...more } as RequestLog);
  let ids = 0;
  const tell = (event: TelemetryEvent, session = 's1'): void =>
    rollups.events([
      { id: `e${(ids += 1)}`, severity: 'info', receivedAt: platform.now(), event, session },
    ]);
  const rows = async () => {
    await rollups.flush();
    return store.read(hour);
  };
  const report = async (filter?: MetricsFilter) =>
    metricsReport(
      { rows: await rows(), affected: await readAffected(store, hour), range: hour },
      filter,
    );
  return { platform, ask, tell, rows, report };
}

const failure = (code: string) => ({ failure: { code } as RequestLog['failure'] & object });

const hour = { from: AT, to: AT + 3 * MINUTE_MS, stepMs: MINUTE_MS };

it('makes a point for every minute, also for one without a request', async () => {
  const { platform, ask, report } = counted();
  ask(200, 10);
  ask(503, 20);
  await platform.advance(2 * MINUTE_MS);
  ask(404, 30);
  const { points, total } = await report();
  expect(points.map(({ requests, refused, failed }) => [requests, refused, failed])).toEqual([
    [2, 0, 1],
    [0, 0, 0],
    [1, 1, 0],
  ]);
  expect(points[1]?.p95Ms).toBeNull();
  expect(total).toMatchObject({ requests: 3, refused: 1, failed: 1 });
});

it('adds the counts of two servers and of many minutes to the percentiles of all of them', async () => {
  const servers = [counted(), counted()];
  for (let durationMs = 1; durationMs <= 1000; durationMs += 1) {
    servers[durationMs % 2]?.ask(200, durationMs);
  }
  const rows = (await Promise.all(servers.map((server) => server.rows()))).flat();
  const { total } = metricsReport({ rows, range: hour });
  for (const [found, exact] of [
    [total.p50Ms, 500],
    [total.p95Ms, 950],
    [total.p99Ms, 990],
  ] as const) {
    expect(Math.abs((found ?? 0) / exact - 1)).toBeLessThan(0.1);
  }
});

it('counts the reports of pages: retries, troubles and their duration, circuits, kept answers', async () => {
  const { tell, report } = counted();
  const at = AT;
  tell({
    type: 'attempt.settled',
    at,
    name: 'reads',
    attempt: 1,
    durationMs: 5,
    delayMs: 9,
  });
  tell({ type: 'attempt.settled', at, name: 'reads', attempt: 2, durationMs: 5 });
  const closed = {
    type: 'incident.closed',
    at,
    name: 'character.save',
    code: 'TIMEOUT',
    failures: 2,
  } as const;
  tell({ ...closed, recovered: true, durationMs: 4000 });
  tell({ ...closed, recovered: false, durationMs: 9000 });
  tell({ type: 'circuit.changed', at, name: 'reads', state: 'open' });
  tell({ type: 'circuit.changed', at, name: 'reads', state: 'closed' });
  tell({
    type: 'operation.settled',
    at,
    operation: 'story.list',
    outcome: 'stale',
    durationMs: 1,
  });
  const { total } = await report();
  expect(total).toMatchObject({
    retries: 1,
    recovered: 1,
    givenUp: 1,
    circuitsOpened: 1,
    cacheHits: 1,
  });
  expect(total.recoveryP95Ms).toBeGreaterThan(3600);
  expect(total.recoveryP95Ms).toBeLessThan(4400);
});

it('keeps no name of an operation that a client invents', async () => {
  const { tell, rows } = counted();
  const name = '<b>mara@example.org</b>';
  tell({ type: 'circuit.changed', at: AT, name, state: 'open' });
  expect(await rows()).toMatchObject([{ measure: 'report' }, { operation: 'other' }]);
});

it('shows one operation or one outcome alone, and still names all operations', async () => {
  const { ask, report } = counted();
  ask(200, 10);
  ask(500, 800);
  ask(200, 10, { route: '/api/stories' });
  const one = await report({ operation: 'GET /api/characters', outcome: 'failed' });
  expect(one.total).toMatchObject({ requests: 1, failed: 1 });
  expect(one.total.p50Ms).toBeGreaterThan(700);
  expect(one.operations.map(({ name }) => name)).toEqual([
    'GET /api/characters',
    'GET /api/stories',
  ]);
});

it('names the codes of failures, the most frequent first', async () => {
  const { ask, report } = counted();
  ask(429, 1, failure('RATE_LIMITED'));
  ask(503, 1, failure('SERVICE_UNAVAILABLE'));
  ask(503, 1, failure('SERVICE_UNAVAILABLE'));
  expect((await report()).errors).toEqual([
    { code: 'SERVICE_UNAVAILABLE', count: 2, sessions: 0 },
    { code: 'RATE_LIMITED', count: 1, sessions: 0 },
  ]);
});

it('counts no probe, no report of a page and nothing of the administration', async () => {
  const { ask, rows } = counted();
  for (const route of ['/api/healthz', '/api/telemetry', '/api/admin/metrics', '/worker.js']) {
    ask(200, 1, { route });
  }
  expect(await rows()).toEqual([]);
});

it('writes a line of a table for each point, with an empty cell for no data', async () => {
  const { ask, report } = counted();
  ask(200, 1);
  const [head, first, second] = metricsCsv(await report()).split('\r\n');
  expect(head?.split(',').slice(0, 5)).toEqual(['at', 'requests', 'refused', 'failed', 'p50Ms']);
  expect(first).toMatch(/^1970-01-01T01:00:00.000Z,1,0,0,1,/);
  expect(second).toMatch(/^1970-01-01T01:01:00.000Z,0,0,0,,/);
});

const failed = (code: string): TelemetryEvent => ({
  ...{ type: 'operation.settled', at: AT, operation: 'story.tell', outcome: 'failed' },
  durationMs: 9,
  failure: { ...new Failure(catalogue.TIMEOUT).toJSON(), code },
});

it('counts the sessions of pages that a failure reached, in each minute, in all, and by kind', async () => {
  const { platform, ask, tell, report } = counted();
  ask(503, 1, failure('TIMEOUT'));
  tell(failed('TIMEOUT'), 's1');
  tell(failed('TIMEOUT'), 's2');
  await platform.advance(MINUTE_MS);
  tell(failed('TIMEOUT'), 's1');
  tell(failed('DEFECT'), 's3');
  const { points, total, errors } = await report();
  expect(points.map(({ sessionsAffected }) => sessionsAffected)).toEqual([2, 2, 0]);
  expect(total.sessionsAffected).toBe(3);
  expect(errors).toEqual([{ code: 'TIMEOUT', count: 1, sessions: 2 }]);
});
