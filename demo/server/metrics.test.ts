import { randomUUID } from 'node:crypto';
import { Failure } from '@holdfast/core';
import { catalogue } from '@holdfast/core/failures';
import { expect, it, vi } from 'vitest';
import { MetricsReport } from '../contract/metrics.ts';
import { WeekReport } from '../contract/reliability.ts';
import { weekAt } from '../contract/week.ts';
import { firesideOfThisFile, startFireside } from './testing/fireside-process.ts';
import { postJson, signUp } from './testing/writer.ts';

vi.setConfig({ testTimeout: 30_000 });

const token = 'a token that only the operator of the server has';
const headers = { authorization: `Bearer ${token}` };
const running = firesideOfThisFile(async () => ({ FIRESIDE_ADMIN_TOKEN: token }));

const reportOf = async (query = ''): Promise<MetricsReport> => {
  const answer = await fetch(`${running().url}/api/admin/metrics${query}`, { headers });
  return MetricsReport.parse(await answer.json());
};

it('counts requests, refusals and transactions at the server, up to the moment of the report', async () => {
  const { url } = running();
  const mara = await signUp(url, 'mara');
  const id = randomUUID();
  const key = randomUUID();
  await mara.saveCharacter(id, 'Ada', { key });
  await mara.saveCharacter(id, 'Ada', { key });
  await mara.fetch(`/api/characters/${randomUUID()}`);
  const report = await reportOf('?operation=GET%20%2Fapi%2Fcharacters%2F%3Aid');
  expect(report.total).toMatchObject({ requests: 1, refused: 1, failed: 0 });
  expect(report.errors).toEqual([{ code: 'CHARACTER_UNKNOWN', count: 1, sessions: 0 }]);
  const all = await reportOf();
  expect(all.total.cacheHits).toBe(1);
  expect(all.total.transactionP95Ms).toBeGreaterThan(0);
  expect(all.operations).toContainEqual(
    expect.objectContaining({ name: 'PUT /api/characters/:id', count: 2 }),
  );
});

it('counts a trouble that a page reports once, though the page sends the report twice', async () => {
  const { url } = running();
  const at = Date.now();
  const event = { type: 'incident.closed', at, name: 'note.add', code: 'TIMEOUT' };
  const closed = { ...event, recovered: true, durationMs: 4000, failures: 3 };
  const batch = { events: [{ id: randomUUID(), severity: 'info', event: closed }] };
  await postJson(`${url}/api/telemetry`, batch);
  await postJson(`${url}/api/telemetry`, batch);
  expect((await reportOf('?operation=note.add')).total.recovered).toBe(1);
});

const failed = (): object => ({
  ...{ id: randomUUID(), severity: 'warning' },
  event: {
    ...{ type: 'operation.settled', at: Date.now(), operation: 'story.list', outcome: 'failed' },
    ...{ durationMs: 4000, failure: new Failure(catalogue.TIMEOUT).toJSON() },
  },
});

it('counts the pages that a trouble reached, each once, however often it failed there', async () => {
  const { url } = running();
  for (const session of ['k3v9x2', 'p7q1m4', 'k3v9x2']) {
    const batch = { release: '0.1.0', session, events: [failed(), failed()] };
    // oxlint-disable-next-line no-await-in-loop -- one after another
    await postJson(`${url}/api/telemetry`, batch);
  }
  expect((await reportOf('?operation=story.list')).total.sessionsAffected).toBe(2);
});

it('reports a week: the failures, the pages that they reached, the recoveries and the cost', async () => {
  const { url } = running();
  const trouble = {
    ...{ at: Date.now(), name: 'portrait.draw', code: 'TIMEOUT', incidentId: 'i-7' },
  };
  const events = [
    { type: 'incident.opened', severity: 'warning', ...trouble },
    { type: 'incident.closed', recovered: true, durationMs: 4000, failures: 3, ...trouble },
  ].map((event) => ({ id: randomUUID(), severity: 'info', event }));
  await postJson(`${url}/api/telemetry`, { session: 'm2', events: [failed(), ...events] });
  const answer = await fetch(`${url}/api/admin/report`, { headers });
  const report = WeekReport.parse(await answer.json());
  expect(report).toMatchObject({
    week: weekAt(Date.now()).name,
    costMicros: { now: 0, before: 0 },
    recoveryRate: { now: 1, before: null },
  });
  expect(report.failures[0]).toMatchObject({ operation: 'story.list', code: 'TIMEOUT' });
  expect(report.failures[0]?.sessions.now).toBeGreaterThanOrEqual(1);
  expect(report.recoveries.map(({ operation }) => operation)).toContain('portrait.draw');
  const shown = await fetch(`${url}/api/admin/troubles`, { headers });
  expect(await shown.json()).toMatchObject({
    troubles: expect.arrayContaining([
      expect.objectContaining({ name: 'portrait.draw', sessionsAffected: 1, recovered: 1 }),
    ]) as unknown,
  });
  for (const week of ['2026-W99', 'now', '2026-W49&colour=red']) {
    // oxlint-disable-next-line no-await-in-loop -- one after another
    const refused = await fetch(`${url}/api/admin/report?week=${week}`, { headers });
    expect(refused.status).toBe(400);
  }
  expect((await fetch(`${url}/api/admin/report`)).status).toBe(403);
  expect((await fetch(`${url}/api/admin/troubles`)).status).toBe(403);
});

it('gives a table for a spreadsheet', async () => {
  const { url } = running();
  const answer = await fetch(`${url}/api/admin/metrics?format=csv&step=600000`, { headers });
  expect(answer.headers.get('content-type')).toContain('text/csv');
  const lines = (await answer.text()).trim().split('\r\n');
  expect(lines.length).toBeGreaterThanOrEqual(7);
  expect(lines.length).toBeLessThanOrEqual(9);
});

it('shows nothing to a writer, and records the attempt', async () => {
  const { url, rows } = running();
  const noor = await signUp(url, 'noor');
  const before = rows('holdfast_audit')[0] ?? 0;
  expect((await noor.fetch('/api/admin/metrics')).status).toBe(403);
  await expect.poll(() => rows('holdfast_audit')[0]).toBeGreaterThan(before);
  expect((await fetch(`${url}/api/admin/metrics`)).status).toBe(403);
});

it('refuses an impossible time', async () => {
  const { url } = running();
  for (const query of ['from=yesterday', 'step=-1', 'outcome=fine', 'colour=red']) {
    // oxlint-disable-next-line no-await-in-loop -- one after another
    expect((await fetch(`${url}/api/admin/metrics?${query}`, { headers })).status).toBe(400);
  }
});

it('has no fault lab, because it was not started with one', async () => {
  expect((await fetch(`${running().url}/api/faults`)).status).toBe(404);
});

it('keeps the counts when the server stops and starts again', async () => {
  const first = await startFireside({ FIRESIDE_ADMIN_TOKEN: token });
  await signUp(first.url, 'mara');
  await first.kill('SIGTERM');
  const again = { FIRESIDE_ADMIN_TOKEN: token, FIRESIDE_DATA: first.dataFolder };
  const second = await startFireside(again);
  const answer = await fetch(`${second.url}/api/admin/metrics`, { headers });
  const { operations } = MetricsReport.parse(await answer.json());
  expect(operations).toContainEqual(
    expect.objectContaining({ name: 'POST /api/accounts', count: 1 }),
  );
});
