import { randomUUID } from 'node:crypto';
import { Failure } from '@holdfast/core';
import { catalogue } from '@holdfast/core/failures';
import { parseRule } from '@holdfast/server/alerts';
import { expect, it, vi } from 'vitest';
import { firesideOfThisFile } from '../testing/fireside-process.ts';
import { postJson, signUp } from '../testing/writer.ts';
import { alertRules } from './alert-rules.ts';
import { alertTargets } from './alert-targets.ts';

vi.setConfig({ testTimeout: 30_000 });

const token = 'a token that only the operator of the server has';
const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
const secret = `whsec_${Buffer.from('the secret that signs our alerts').toString('base64')}`;
const running = firesideOfThisFile(async () => ({
  FIRESIDE_ADMIN_TOKEN: token,
  FIRESIDE_ALERT_WEBHOOK: 'http://127.0.0.1:9/a-secret-path',
  FIRESIDE_ALERT_WEBHOOK_SECRET: secret,
  FIRESIDE_RUNBOOKS: 'https://docs.example/failures',
}));

interface Listed {
  readonly alerts: readonly Readonly<Record<string, unknown>>[];
  readonly events: readonly { readonly what: string }[];
}

const ask = async (method: string, path = '', body?: unknown): Promise<Response> =>
  fetch(`${running().url}/api/admin/alerts${path}`, {
    ...{ method, headers },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
const list = async (): Promise<Listed> => (await (await ask('GET')).json()) as Listed;

async function failIn(session: string): Promise<void> {
  const event = {
    ...{ type: 'operation.settled', at: Date.now(), operation: 'story.list', outcome: 'failed' },
    ...{ durationMs: 4000, failure: new Failure(catalogue.TIMEOUT).toJSON() },
  };
  const events = Array.from({ length: 2 }, () => ({
    id: randomUUID(),
    severity: 'warning',
    event,
  }));
  await postJson(`${running().url}/api/telemetry`, { session, release: '1.2.0', events });
}

it('lets an administrator see, acknowledge and silence a new failure, and shows no secret', async () => {
  for (const session of ['k3v9x2', 'p7q1m4']) await failIn(session);
  await vi.waitFor(async () => expect((await list()).alerts).toHaveLength(1), {
    timeout: 15_000,
    interval: 200,
  });
  const [alert] = (await list()).alerts;
  expect(alert).toMatchObject({
    ...{ rule: 'new-failure', state: 'firing', severity: 'warning', sessions: 2 },
    values: { operation: 'story.list', detail: 'TIMEOUT' },
    why: { kind: 'newKind', events: 4 },
    runbookUrl: 'https://docs.example/failures#timeout',
  });
  const { fingerprint } = alert as { readonly fingerprint: string };
  expect((await ask('POST', '/acknowledgements', { fingerprint })).status).toBe(204);
  const silenced = await ask('POST', '/silences', {
    ...{ matcher: { fingerprint }, forMs: 60_000, reason: 'We know.' },
  });
  expect(silenced.status).toBe(201);
  const { id } = (await silenced.json()) as { readonly id: string };
  expect((await list()).alerts[0]).toMatchObject({
    ...{ acknowledged: { by: 'administrator' }, silence: { reason: 'We know.' } },
  });
  expect((await ask('DELETE', `/silences/${id}`)).status).toBe(204);
  expect((await list()).events.map(({ what }) => what)).toEqual(['acknowledged', 'fired']);

  const audit = await fetch(`${running().url}/api/admin/audit`, { headers });
  const health = await fetch(`${running().url}/api/healthz`);
  const told = await Promise.all([
    ...[ask('GET'), ask('GET', '/rules')].map(async (answer) => (await answer).text()),
    ...[audit.text(), health.text()],
  ]);
  const all = [...told, running().output().stderr].join('\n');
  expect(all).toContain('alert-changed');
  for (const hidden of ['a-secret-path', secret, secret.slice('whsec_'.length), token]) {
    expect(all).not.toContain(hidden);
  }
});

it('lets an administrator change the rules while it runs, and names the wrong members', async () => {
  const { rules, revision } = (await (await ask('GET', '/rules')).json()) as {
    readonly rules: readonly object[];
    readonly revision: number;
  };
  expect(rules).toEqual(alertRules);
  const wrong = await ask('PUT', '/rules', { revision, rules: [{ ...rules[0], objective: 2 }] });
  expect(await wrong.json()).toMatchObject({ errors: [{ pointer: '#/0/objective' }] });
  expect((await ask('PUT', '/rules', { revision, rules: rules.slice(1) })).status).toBe(200);
  expect((await (await ask('GET', '/rules')).json()) as object).toMatchObject({ revision: 1 });
});

it('shows nothing of it to a writer', async () => {
  const mara = await signUp(running().url, 'mara');
  for (const path of ['', '/rules']) {
    expect((await mara.fetch(`/api/admin/alerts${path}`)).status).toBe(403);
  }
});

it('comes with rules that are valid', () => {
  for (const rule of alertRules) expect(parseRule(rule)).toEqual(rule);
});

it('has a runbook also for an alert without a code', () => {
  const codes = new Map(alertRules.map(({ id, runbook }) => [id, runbook]));
  expect(codes.get('requests-fail')).toBe('SERVER_ERROR');
  expect(codes.get('slow-requests')).toBe('TIMEOUT');
  for (const code of codes.values()) expect([undefined, ...Object.keys(catalogue)]).toContain(code);
});

it('sends no notice to another system without a setting, and pages people for critical alerts only', () => {
  expect(alertTargets({}).sinks).toEqual([]);
  const { targets, escalation } = alertTargets({
    slack: 'https://hooks.slack.com/services/T0/B0/x',
    pagerDuty: '0123456789abcdef',
  });
  expect(Object.keys(targets)).toEqual(['Slack', 'PagerDuty']);
  expect(escalation).toMatchObject({
    critical: [{ tell: ['Slack', 'PagerDuty'] }],
    warning: [{ tell: ['Slack'] }, { tell: ['PagerDuty'] }],
    info: [{ tell: ['Slack'] }],
  });
});
