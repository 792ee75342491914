import { Failure } from '@holdfast/core';
import { catalogue } from '@holdfast/core/failures';
import { createVirtualPlatform } from '@holdfast/testing';
import { Hono } from 'hono';
import { describe, expect, it } from 'vitest';
import { createAudit } from '../audit/create-audit.ts';
import { memoryAuditStore } from '../audit/memory-audit-store.ts';
import { createThreatAdmin } from '../threats/create-threat-admin.ts';
import { createThreatGuard } from '../threats/create-threat-guard.ts';
import { memoryThreatStore } from '../threats/memory-threat-store.ts';
import { answerProblem } from './problem-handlers.ts';
import { threatAdminRoutes } from './threat-admin-routes.ts';
import { threatGuard } from './threat-guard.ts';
import type { ThreatNotice } from '../threats/threat-notice.ts';

const there = '20010db800010002/64';
const headers = { authorization: 'Bearer right' };

function withoutRequest(event: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(event).filter(([name]) => name !== 'requestId'));
}

function setUp() {
  const platform = createVirtualPlatform();
  const store = memoryThreatStore();
  const events = memoryAuditStore();
  const audit = createAudit({ store: events, platform });
  const told: ThreatNotice[] = [];
  const guard = createThreatGuard({ store, audit, platform });
  const admin = createThreatAdmin({
    store,
    audit,
    events,
    platform,
    sinks: [(notice) => void told.push(notice)],
    authorise: (request) =>
      request.headers.get('authorization') === 'Bearer right' ? '42' : undefined,
  });
  const app = new Hono();
  app.onError(answerProblem);
  app.route('/admin', threatAdminRoutes(admin));
  app.use(threatGuard({ guard, addressOf: (c) => c.req.header('x-test-address') }));
  app.get('/', (c) => c.text('well'));
  app.post('/session', () => {
    throw new Failure(catalogue.CREDENTIALS_WRONG);
  });
  const visit = (path = '/') => app.request(path, { headers: { 'x-test-address': there } });
  const audited = async () => {
    const entries = await events.read({ after: 0, limit: 100 });
    return entries.map(({ kind, facts }) => withoutRequest({ kind, ...facts }));
  };
  return { app, visit, platform, told, audited };
}

const withBlock = async () => {
  const all = setUp();
  for (let count = 0; count < 3; count += 1) await all.visit('/?q=%3Cscript%3Ealert(1)');
  return all;
};

describe('a blocked visitor', () => {
  it('is told a named problem and when to come back, never what for', async () => {
    const { visit } = await withBlock();
    const refused = await visit();
    expect(refused.status).toBe(429);
    expect(refused.headers.get('retry-after')).toBe('900');
    const problem = await refused.text();
    expect(JSON.parse(problem)).toMatchObject({ code: 'ADDRESS_BLOCKED', status: 429 });
    expect(problem).not.toMatch(/attack|script|rule|score|strike/i);
  });

  it('is told no more about a single attack', async () => {
    const { visit } = setUp();
    const refused = await visit('/?q=%3Cscript%3Ealert(1)');
    expect(refused.status).toBe(403);
    const problem = await refused.text();
    expect(JSON.parse(problem)).toMatchObject({ code: 'THREAT_REFUSED' });
    expect(problem).not.toMatch(/script|rule|element/i);
  });
});

it('counts the refusals of handlers, which do not know about it', async () => {
  const { app, visit } = setUp();
  const guess = { method: 'POST', headers: { 'x-test-address': there } };
  for (let count = 0; count < 25; count += 1) {
    expect((await app.request('/session', guess)).status).toBe(401);
  }
  expect((await visit()).status).toBe(429);
});

describe('an administrator', () => {
  it('sees each blocked party with the begin, the end and the reason of the block', async () => {
    const { app, platform, audited } = await withBlock();
    const response = await app.request('/admin/blocks', { headers });
    expect(response.headers.get('cache-control')).toBe('no-store');
    const since = platform.now();
    expect(await response.json()).toEqual({
      blocks: [
        { kind: 'address', id: there, since, until: since + 900_000, reason: 'attack', strikes: 1 },
      ],
    });
    expect((await audited()).at(-1)).toEqual({ kind: 'admin-read', actor: '42', what: 'blocks' });
  });

  it('sees blocks page by page, and gets a refusal for an invalid page', async () => {
    const { app } = setUp();
    for (const address of ['192.0.2.1', '192.0.2.2', '192.0.2.3']) {
      for (let count = 0; count < 3; count += 1) {
        await app.request('/?q=%3Cscript%3Ealert(1)', { headers: { 'x-test-address': address } });
      }
    }
    const seen: string[] = [];
    let after = '';
    for (let page = 0; page < 5; page += 1) {
      const response = await app.request(`/admin/blocks?limit=1${after}`, { headers });
      const { blocks, next } = (await response.json()) as {
        readonly blocks: readonly { readonly id: string }[];
        readonly next?: string;
      };
      seen.push(...blocks.map(({ id }) => id));
      if (next === undefined) break;
      after = `&after=${next}`;
    }
    expect(seen).toEqual(['192.0.2.1', '192.0.2.2', '192.0.2.3']);
    for (const query of ['after=x', 'after=WzFd', 'limit=-1']) {
      expect((await app.request(`/admin/blocks?${query}`, { headers })).status).toBe(400);
    }
  });

  it('lifts a block, which is in force two seconds later at most and written down', async () => {
    const { app, visit, platform, told, audited } = await withBlock();
    const address = `/admin/blocks/address/${encodeURIComponent(there)}`;
    const lifted = await app.request(address, { method: 'DELETE', headers });
    expect(lifted.status).toBe(204);
    await platform.advance(2000);
    expect((await visit()).status).toBe(200);
    expect((await audited()).at(-1)).toEqual({
      kind: 'lifted',
      actor: '42',
      party: 'address',
      id: there,
    });
    expect(told).toMatchObject([{ type: 'threat.changed', state: 'lifted', reason: 'attack' }]);
    const again = await app.request(address, { method: 'DELETE', headers });
    expect(again.status).toBe(404);
  });

  it.each([['/admin/blocks/address/192.0.2.9'], ['/admin/blocks/planet/192.0.2.9']])(
    'cannot lift what is not there: %s',
    async (path) => {
      const { app } = setUp();
      expect((await app.request(path, { method: 'DELETE', headers })).status).toBe(404);
    },
  );

  it('reads the audit, page by page', async () => {
    const { app } = await withBlock();
    const read = async (query: string) =>
      (await (await app.request(`/admin/events${query}`, { headers })).json()) as {
        events: { seq: number; kind: string }[];
      };
    expect((await read('')).events.map(({ kind }) => kind)).toEqual(['blocked', 'admin-read']);
    expect((await read('?after=1&limit=1')).events).toMatchObject([{ seq: 2, kind: 'admin-read' }]);
  });

  it.each([['?after=-1'], ['?limit=all'], ['?after=']])('cannot ask for %s', async (query) => {
    const { app } = setUp();
    expect((await app.request(`/admin/events${query}`, { headers })).status).toBe(400);
  });
});

describe('any other client', () => {
  it.each([
    ['GET', '/admin/blocks'],
    ['GET', '/admin/events'],
    ['DELETE', `/admin/blocks/address/${encodeURIComponent(there)}`],
  ])('is refused %s %s, and that is written down', async (method, path) => {
    const { app, visit, audited } = await withBlock();
    const response = await app.request(path, { method });
    expect(response.status).toBe(403);
    expect(await response.json()).toMatchObject({ code: 'FORBIDDEN' });
    expect((await audited()).at(-1)).toEqual({ kind: 'authorisation-refused', code: 'FORBIDDEN' });
    expect((await visit()).status).toBe(429);
  });
});
