import { createVirtualPlatform } from '@holdfast/testing';
import { Hono } from 'hono';
import { describe, expect, it, vi } from 'vitest';
import { createAlertAdmin } from '../alerts/admin/create-alert-admin.ts';
import { createAlerts } from '../alerts/engine/create-alerts.ts';
import { memoryAlertStore } from '../alerts/memory-alert-store.ts';
import type { AlertRule } from '../alerts/rules/alert-rule.ts';
import { createAudit } from '../audit/create-audit.ts';
import { memoryAuditStore } from '../audit/memory-audit-store.ts';
import { memoryRollupStore } from '../monitoring/memory-rollup-store.ts';
import { memoryRelayStore } from '../relay/memory-relay-store.ts';
import { createRelay } from '../relay/create-relay.ts';
import { slackSink } from '../relay/http/slack-sink.ts';
import { alertAdminRoutes } from './alert-admin-routes.ts';
import { answerProblem } from './problem-handlers.ts';

const SECRETS = ['T0SECRET/B0SECRET/xoxb-secret', 'R0UTINGKEY'];
const rule: AlertRule = {
  ...{ id: 'failures', title: 'Failures', severity: 'critical', kind: 'threshold' },
  of: { what: 'count', count: { measure: 'failure' } },
  ...{ is: 'above', limit: 0, windowMs: 60_000, per: ['detail'] },
};
const fingerprint = 'failures|detail=TIMEOUT';

const authorise = (request: Request): string | undefined =>
  request.headers.get('authorization') === 'Bearer right' ? '42' : undefined;

async function setUp() {
  const platform = createVirtualPlatform();
  const events = memoryAuditStore();
  const rollups = memoryRollupStore();
  let isBroken = false;
  const audit = createAudit({
    platform,
    store: {
      ...events,
      async append(...event) {
        if (isBroken) throw new Error('The disk is full.');
        return events.append(...event);
      },
    },
  });
  const relay = createRelay({
    ...{ store: memoryRelayStore({ platform }), platform },
    sinks: [
      slackSink({
        name: 'slack',
        url: `https://127.0.0.1:9/services/${SECRETS[0]}`,
        privateNetwork: true,
      }),
    ],
  });
  const alerts = createAlerts({
    ...{ store: memoryAlertStore(), rollups, rules: [rule], enqueue: relay.enqueue, platform },
    targets: { 'team chat': { sink: 'slack', topic: 'ops' } },
    runbookUrl: (code) => `/runbooks/${code}`,
  });
  const app = new Hono();
  app.onError(answerProblem);
  app.route('/admin', alertAdminRoutes(createAlertAdmin({ alerts, audit, authorise })));
  const ask = (method: string, path: string, body?: unknown) =>
    app.request(`/admin/alerts${path}`, {
      method,
      headers: { authorization: 'Bearer right', 'content-type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
  const minute = Math.floor(platform.now() / 60_000) * 60_000;
  await rollups.add(
    [{ minute, measure: 'failure', operation: 'a', detail: 'TIMEOUT', release: '1', count: 3 }],
    [{ minute, operation: 'a', code: 'TIMEOUT', session: 's1' }],
  );
  alerts.start();
  await platform.advance(40_000);
  const audited = async () =>
    (await events.read({ after: 0, limit: 100 })).map(({ kind, facts }) => ({ kind, ...facts }));
  const fail = (codes: readonly string[]) =>
    rollups.add(
      codes.map((detail) => ({
        ...{ minute, measure: 'failure', operation: 'a', detail, release: '1', count: 1 },
      })),
    );
  return {
    app,
    ask,
    alerts,
    audited,
    relay,
    fail,
    platform,
    failAudit: () => void (isBroken = true),
  };
}

describe('an administrator', () => {
  it('sees each alert with its state, its reason, the sessions it reached, its runbook and its targets', async () => {
    const { ask, alerts } = await setUp();
    const response = await ask('GET', '');
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(await response.json()).toMatchObject({
      alerts: [
        {
          ...{ fingerprint, title: 'Failures', severity: 'critical', state: 'firing', sessions: 1 },
          ...{ told: ['team chat'], runbook: 'TIMEOUT', runbookUrl: '/runbooks/TIMEOUT' },
          why: { kind: 'threshold', value: 3, limit: 0 },
        },
      ],
      events: [{ what: 'told', targets: ['team chat'] }, { what: 'fired' }],
    });
    await alerts.dispose();
  });

  it('sees the alerts although the app cannot say which notices were not delivered', async () => {
    const { alerts } = await setUp();
    const shown = vi.spyOn(console, 'error').mockReturnValue();
    const admin = createAlertAdmin({
      ...{ alerts, authorise, audit: async () => {} },
      undelivered: () => {
        throw new Error('There is no relay yet.');
      },
    });
    const headers = { authorization: 'Bearer right' };
    const response = await admin.list(new Request('http://test/', { headers }));
    expect(await response.json()).toMatchObject({ alerts: [{ fingerprint }], undelivered: {} });
    expect(shown).toHaveBeenCalledOnce();
    shown.mockRestore();
    await alerts.dispose();
  });

  it('acknowledges, silences and ends a silence, and all of it is written down', async () => {
    const { ask, alerts, audited } = await setUp();
    expect((await ask('POST', '/acknowledgements', { fingerprint })).status).toBe(204);
    const silenced = await ask('POST', '/silences', {
      ...{ matcher: { fingerprint }, forMs: 60_000, reason: 'We know.' },
    });
    expect(silenced.status).toBe(201);
    const { id } = (await silenced.json()) as { readonly id: string };
    expect(await (await ask('GET', '')).json()).toMatchObject({
      alerts: [{ acknowledged: { by: '42' }, silence: { id, reason: 'We know.', author: '42' } }],
    });
    expect((await ask('DELETE', `/silences/${id}`)).status).toBe(204);
    expect((await ask('DELETE', `/silences/${id}`)).status).toBe(404);
    const written = await audited();
    expect(written.map((one) => (one as Record<string, unknown>)['what'])).toEqual([
      ...['acknowledged', 'silenced', 'silence-ended', 'silence-ended'],
    ]);
    expect(written[0]).toMatchObject({ kind: 'alert-changed', actor: '42', rule: 'failures' });
    await alerts.dispose();
  });

  it('changes the rules, and is told which member is wrong', async () => {
    const { ask, alerts } = await setUp();
    const { rules, revision } = (await (await ask('GET', '/rules')).json()) as {
      readonly rules: readonly object[];
      readonly revision: number;
    };
    const wrong = await ask('PUT', '/rules', { revision, rules: [{ ...rules[0], limit: 'ten' }] });
    expect(wrong.status).toBe(422);
    expect(await wrong.json()).toMatchObject({ errors: [{ pointer: '#/0/limit' }] });
    const next = [{ ...rules[0], limit: 10 }];
    expect(await (await ask('PUT', '/rules', { revision, rules: next })).json()).toMatchObject({
      revision: 1,
    });
    expect((await ask('PUT', '/rules', { revision, rules: next })).status).toBe(409);
    await alerts.dispose();
  });

  it('is told by name that ten thousand rules are too many, and nothing is written down', async () => {
    const { ask, alerts, audited } = await setUp();
    const rules = Array.from({ length: 10_000 }, () => ({ id: 'x' }));
    const refused = await ask('PUT', '/rules', { revision: 0, rules });
    expect(refused.status).toBe(422);
    expect(await refused.json()).toMatchObject({
      errors: [{ detail: 'must have at most 1000 rules' }],
    });
    expect(await audited()).toEqual([]);
    await alerts.dispose();
  });

  it('sets no silence that the audit could not record', async () => {
    const { ask, alerts, failAudit } = await setUp();
    failAudit();
    const silence = { matcher: { fingerprint }, forMs: 60_000, reason: 'We know.' };
    expect((await ask('POST', '/silences', silence)).status).toBe(500);
    expect(await alerts.silences()).toEqual([]);
    await alerts.dispose();
  });

  it('is told which rules have as many alerts as one rule may have', async () => {
    const { ask, alerts, fail, platform } = await setUp();
    expect(await (await ask('GET', '')).json()).toMatchObject({ full: [] });
    await fail(Array.from({ length: 60 }, (_, index) => `MADE_UP_${index}`));
    await platform.advance(5_000);
    const list = (await (await ask('GET', '')).json()) as { readonly alerts: readonly unknown[] };
    expect(list).toMatchObject({ full: ['failures'] });
    expect(list.alerts).toHaveLength(50);
    await alerts.dispose();
  });

  it.each([
    ['POST', '/acknowledgements', { fingerprint: 'other' }, 404],
    ['POST', '/acknowledgements', {}, 422],
    ['POST', '/silences', { matcher: { url: 'x' }, forMs: 1, reason: 'x' }, 422],
    ['POST', '/silences', { forMs: 1, reason: 'x' }, 422],
    ['PUT', '/rules', { rules: [] }, 422],
  ])('gets for %s %s with %j: %d', async (method, path, body, status) => {
    const { ask, alerts } = await setUp();
    expect((await ask(method, path, body)).status).toBe(status);
    await alerts.dispose();
  });

  it('finds no secret of a target in any answer, in the audit or in the state', async () => {
    const { ask, alerts, audited, relay } = await setUp();
    await ask('POST', '/acknowledgements', { fingerprint });
    const all = [
      ...[await (await ask('GET', '')).text(), await (await ask('GET', '/rules')).text()],
      ...[await audited(), await alerts.list(), await alerts.history(), alerts.status()],
      ...[relay.status.getSnapshot(), await relay.stopped('slack')],
    ];
    const text = JSON.stringify(all);
    expect(text).toContain('team chat');
    for (const secret of SECRETS) expect(text).not.toContain(secret);
    await alerts.dispose();
  });
});

describe('any other client', () => {
  it.each([
    ['GET', ''],
    ['POST', '/acknowledgements'],
    ['POST', '/silences'],
    ['DELETE', '/silences/1'],
    ['GET', '/rules'],
    ['PUT', '/rules'],
  ])('is refused %s %s, and that is written down', async (method, path) => {
    const { app, alerts, audited } = await setUp();
    const response = await app.request(`/admin/alerts${path}`, { method });
    expect(response.status).toBe(403);
    expect((await audited()).at(-1)).toMatchObject({
      kind: 'authorisation-refused',
      code: 'FORBIDDEN',
    });
    await alerts.dispose();
  });
});
