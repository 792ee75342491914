import { Failure } from '@holdfast/core';
import { catalogue } from '@holdfast/core/failures';
import { createMetrics } from '@holdfast/core/telemetry';
import { createVirtualPlatform } from '@holdfast/testing';
import { Hono } from 'hono';
import { expect, it } from 'vitest';
import type { AuditEvent } from '../audit/audit-event.ts';
import { answerProblem } from '../hono/problem-handlers.ts';
import { requestScope } from '../hono/request-scope.ts';
import { threatGuard } from '../hono/threat-guard.ts';
import { createThreatGuard } from '../threats/create-threat-guard.ts';
import { memoryThreatStore } from '../threats/memory-threat-store.ts';
import { toTelemetry } from './to-telemetry.ts';

it('counts refusals of authentication and authorisation beside all other outcomes', async () => {
  const platform = createVirtualPlatform();
  const metrics = createMetrics({ platform });
  const app = new Hono();
  app.onError(answerProblem);
  app.use(requestScope({ platform, log: toTelemetry([metrics.sink]) }));
  app.get('/fine', (c) => c.text('fine'));
  for (const code of ['UNAUTHENTICATED', 'FORBIDDEN', 'CROSS_SITE_REFUSED'] as const) {
    app.get(`/${code}`, () => {
      throw new Failure(catalogue[code]);
    });
  }
  for (const path of ['/fine', '/fine', '/UNAUTHENTICATED', '/UNAUTHENTICATED', '/FORBIDDEN']) {
    // oxlint-disable-next-line no-await-in-loop
    await app.request(path);
  }
  await app.request('/CROSS_SITE_REFUSED');
  expect(metrics.getSnapshot()).toMatchObject({
    failures: {
      byCode: { UNAUTHENTICATED: 2, FORBIDDEN: 1, CROSS_SITE_REFUSED: 1 },
      byFamily: { auth: 3, security: 1 },
      auth: 4,
    },
    outcomes: { live: 2, failed: 4 },
  });
});

it('counts every audited refusal, and sessions that are over', async () => {
  const platform = createVirtualPlatform();
  const metrics = createMetrics({ platform });
  const audited: AuditEvent[] = [];
  const guard = createThreatGuard({
    store: memoryThreatStore(),
    audit: async (event) => void audited.push(event),
    platform,
  });
  const app = new Hono();
  app.onError(answerProblem);
  app.use(requestScope({ platform, log: toTelemetry([metrics.sink]) }));
  app.use(threatGuard({ guard, addressOf: () => undefined }));
  const alsoAudited = [
    'CREDENTIALS_WRONG',
    'FORBIDDEN',
    'SUBJECT_MISMATCH',
    'CROSS_SITE_REFUSED',
  ] as const;
  const codes = [...alsoAudited, 'SESSION_EXPIRED', 'SESSION_REVOKED'] as const;
  for (const code of codes) {
    app.get(`/${code}`, () => {
      throw new Failure(catalogue[code]);
    });
  }
  await Promise.all(codes.map(async (code) => app.request(`/${code}`)));
  expect(audited).toHaveLength(alsoAudited.length);
  expect(metrics.getSnapshot().failures).toMatchObject({
    byCode: Object.fromEntries(codes.map((code) => [code, 1])),
    auth: codes.length,
  });
});
